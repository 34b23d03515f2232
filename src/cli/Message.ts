import type { Bhakti, Report } from '../engine/index.ts'
import type { RemoteModel } from '../hub/ranges/openRemote.ts'

/** From the command line to its thread: one analysis. */
export interface Order {
  readonly name: string
  readonly isFolder: boolean
  readonly files: readonly { readonly path: string; readonly diskPath: string }[]
  /** Read by ranges instead of `files`; null or absent for what lies here. */
  readonly remote?: RemoteModel | null
  /** SHA-256 that the host of a downloaded file lists; null or absent when it lists none. */
  readonly listedSha256?: string | null
  /** Whether the texts of configurations are answered with: two models are compared by them. */
  readonly keepsTexts?: boolean
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
    }
  | { readonly kind: 'refused'; readonly message: string }

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
