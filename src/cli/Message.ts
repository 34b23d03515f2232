import type { Bhakti, Report } from '../engine/index.ts'
import type { Interruption } from '../hub/ranges/Interrupted.ts'
import type { Kept } from '../hub/ranges/Kept.ts'
import type { RemoteModel } from '../hub/ranges/openRemote.ts'

/** From the command line to its thread: one analysis. */
export interface Order {
  readonly name: string
  readonly isFolder: boolean
  readonly files: readonly { readonly path: string; readonly diskPath: string }[]
  /** Read by ranges instead of `files`; null or absent for what lies here. */
  readonly remote?: RemoteModel | null
  /** Whether the host of `remote` may lead to no other one; absent: it may. */
  readonly isDirect?: boolean
  /** What an earlier reading of `remote` left. */
  readonly kept?: Kept
  /** SHA-256 that the host of a downloaded file lists; null or absent when it lists none. */
  readonly listedSha256?: string | null
  /** Whether the texts of configurations are answered with: two models are compared by them. */
  readonly keepsTexts?: boolean
  /** The name that git gives to a downloaded file, as its host lists it; null or absent when it lists none. */
  readonly listedBlob?: string | null
  readonly wish: { readonly content: boolean; readonly yara: boolean; readonly rules: string }
}

export type Texts = readonly (readonly [key: string, bytes: Uint8Array])[]

/** From the thread: a sign of life, what is known so far. The last report is the end, and so is a refusal. */
export type Answer =
  | { readonly kind: 'progress' }
  | {
      readonly kind: 'report'
      readonly report: Report
      /** What takes the bytes of its code, which do not leave the thread. */
      readonly bhakti: Bhakti
      /** Texts of configurations, by the key of their location; empty unless they were asked for. */
      readonly texts: Texts
      readonly last: boolean
      /** With the last of a remote file; else null. */
      readonly end: End
    }
  | {
      readonly kind: 'refused'
      readonly message: string
      readonly retryAfterSeconds: number | null
    }

/** How the reading of a remote file ended; null for one that lies here. */
export type End = { readonly kept: Kept; readonly interruption: Interruption | null } | null

/** From the command line to the thread that reads code: one payload; a string is base64. */
export interface CodeOrder {
  readonly given: Uint8Array | string
  readonly python: string | null
  readonly style: AnswerStyle
}

/** How an answer is written: as text under a title, or as a line of JSON with its id. */
export type AnswerStyle =
  { readonly kind: 'text'; readonly title: string } | { readonly kind: 'jsonl'; readonly id: Id }

/** What a line of JSON calls its payload. */
export type Id = string | number | boolean | null

/** From the thread: what to print, and whether all could be read. */
export interface CodeAnswer {
  readonly kind: 'code'
  readonly text: string
  readonly isWhole: boolean
}
