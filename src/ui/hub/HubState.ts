import type {
  Cost,
  DownloadProgress,
  HubAddress,
  HubErrorKind,
  HubFile,
  HubRefs,
  Interruption,
  KeptBlobs,
  PinnedRepo,
} from '../../worker/client.ts'
import type { HubPlace } from '../shared/HubPlace.ts'

/** The Hub's own address: the only one outside of the page that it speaks to, with where that leads. */
export const ENDPOINT = 'https://huggingface.co'

/** What is shown of the Hub. */
export type HubView =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening'; readonly address: HubAddress; readonly pause: Pause | null }
  | { readonly kind: 'failed'; readonly address: HubAddress; readonly trouble: Trouble }
  | OpenRepo

/** A repository at one commit. */
export interface OpenRepo {
  readonly kind: 'open'
  readonly repo: PinnedRepo
  /** With the last commit and the scans once those are known. */
  readonly files: readonly HubFile[]
  /** Branches, tags and pull requests; null until they are known. */
  readonly refs: HubRefs | null
  readonly details: Details
  /** Paths of the files to analyse. */
  readonly chosen: ReadonlySet<string>
  /** What could not be had beside the list of files. */
  readonly trouble: Trouble | null
  readonly pause: Pause | null
}

/** Of how many files, those that can be analysed first, the last commit and the scans are asked for. */
export interface Details {
  /** Has been. */
  readonly asked: number
  /** Will be, without another wish. */
  readonly wanted: number
}

/** The Hub asked for a pause. */
export interface Pause {
  /** In milliseconds since 1970. */
  readonly until: number
}

export interface Trouble {
  readonly kind: HubErrorKind | 'ours'
  readonly message: string
}

/** How the reading of one file of the Hub goes. */
export interface Reading {
  readonly cost: Cost | null
  readonly pause: Pause | null
  /** The server would send the whole file each time. */
  readonly ignoresRanges: boolean
  readonly download: DownloadProgress | null
  /** Bytes that are here of a download that broke off or was cancelled; null for none. */
  readonly downloaded: number | null
  readonly trouble: Trouble | null
  /** What was read, for a next reading to go on from; null when nothing was. */
  readonly kept: KeptBlobs | null
  /** Why not all was read that should have been. */
  readonly interruption: Interruption | null
  /** Whether reading every header may cost no more than it should. */
  readonly isLimited: boolean
}

export const NOT_READ: Reading = {
  cost: null,
  pause: null,
  ignoresRanges: false,
  download: null,
  downloaded: null,
  trouble: null,
  kept: null,
  interruption: null,
  isLimited: true,
}

/** Under what the reading of a file is kept: the same commit and path are the same bytes. */
export function placeKey({ repo, file }: HubPlace): string {
  return `${repo.repo.type}/${repo.repo.id}@${repo.commit}/${file.path}`
}

/** How many bytes of the file are here. */
export function hereOf({ kept, downloaded }: Reading): number {
  return downloaded ?? kept?.pieces.reduce((sum, { blob }) => sum + blob.size, 0) ?? 0
}
