import type { Analysis, CodeReading, Progress } from '../engine/index.ts'
import type { HubErrorKind } from '../hub/api/HubModel.ts'
import type { Interruption } from '../hub/ranges/Interrupted.ts'
import type { Cost } from '../hub/ranges/Kept.ts'
import type { RemoteModel } from '../hub/ranges/openRemote.ts'

/** Files as the page has them; a `File` crosses to the worker without being read. */
export interface DroppedModel {
  readonly name: string
  readonly isFolder: boolean
  /** The path is from the folder; of a single file it is its name. */
  readonly files: readonly { readonly path: string; readonly file: File }[]
  /** SHA-256 that the host of a downloaded file lists: bytes with another one are a problem. */
  readonly listedSha256?: string | null
  /** The name that git gives to its bytes, which the host lists; others are a problem. */
  readonly listedBlob?: string | null
}

/** What was read of a remote file, as the page keeps it: the browser may put it on the disk. */
export interface KeptBlobs {
  readonly pieces: readonly { readonly offset: number; readonly blob: Blob }[]
  readonly cost: Cost
}

/** How a remote file is to be read. */
export interface RemoteWish {
  /** YARA rules beside the bundled ones. */
  readonly rules: string
  /** What an earlier reading left; null for none. */
  readonly kept: KeptBlobs | null
  /** Whether reading every header may cost no more than it should. */
  readonly isLimited: boolean
}

/** How the reading of a remote file ended. */
export interface RemoteEnd {
  readonly kept: KeptBlobs
  readonly interruption: Interruption | null
}

/**
 * From the page to the worker: one analysis, with YARA `rules` beside the bundled ones, or one payload of code to be
 * read as that of one Python.
 */
export type Order =
  | { readonly kind: 'analyze'; readonly model: DroppedModel; readonly rules: string }
  | { readonly kind: 'analyze-remote'; readonly model: RemoteModel; readonly wish: RemoteWish }
  | { readonly kind: 'read'; readonly payload: Uint8Array; readonly python: string }

/** Why a remote file was not analysed. */
export type Refusal =
  | {
      readonly kind: 'hub'
      readonly reason: HubErrorKind
      readonly message: string
      readonly retryAfterSeconds: number | null
    }
  | { readonly kind: 'ranges-ignored' }

/** From the worker to the page. */
export type Answer =
  | { readonly kind: 'progress'; readonly progress: Progress; readonly cost: Cost | null }
  /** A remote file is being read: a sign of life before each request. */
  | { readonly kind: 'asking'; readonly cost: Cost }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | {
      readonly kind: 'analysis'
      readonly analysis: Analysis
      /** Whether both passes have ended. */
      readonly last: boolean
      /** Bytes read for it, from the disk or from elsewhere. */
      readonly bytesRead: number
      /** What reading a remote file has cost; null for a local one. */
      readonly cost: Cost | null
      /** With the last of a remote file; else null. */
      readonly end: RemoteEnd | null
    }
  | { readonly kind: 'reading'; readonly reading: CodeReading }
  | { readonly kind: 'failed'; readonly message: string }

const KINDS = new Set<unknown>([
  'progress',
  'asking',
  'refused',
  'analysis',
  'reading',
  'failed',
] satisfies Answer['kind'][])

/** Both sides are built from this file; the guard only keeps strangers' messages out. */
export function isAnswer(message: unknown): message is Answer {
  return (
    typeof message === 'object' && message !== null && 'kind' in message && KINDS.has(message.kind)
  )
}
