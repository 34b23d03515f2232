import type {
  Cost,
  DownloadProgress,
  HubAddress,
  HubErrorKind,
  HubFile,
  HubRefs,
  PinnedRepo,
} from '../../worker/client.ts'
import type { HubPlace } from '../shared/entries.ts'

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
  /** Paths of the files to analyse. */
  readonly chosen: ReadonlySet<string>
  /** What could not be had beside the list of files. */
  readonly trouble: Trouble | null
  readonly pause: Pause | null
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
  readonly trouble: Trouble | null
}

export const NOT_READ: Reading = {
  cost: null,
  pause: null,
  ignoresRanges: false,
  download: null,
  trouble: null,
}

/** Under what the reading of a file is kept: the same commit and path are the same bytes. */
export function placeKey({ repo, file }: HubPlace): string {
  return `${repo.repo.type}/${repo.repo.id}@${repo.commit}/${file.path}`
}
