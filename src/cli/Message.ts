import type { Report } from '../engine/index.ts'

/** From the command line to its thread: one analysis. */
export interface Order {
  readonly name: string
  readonly isFolder: boolean
  readonly files: readonly { readonly path: string; readonly diskPath: string }[]
  readonly wish: { readonly content: boolean; readonly yara: boolean; readonly rules: string }
}

/** From the thread: a sign of life, what is known so far. The last report is the end. */
export type Answer =
  | { readonly kind: 'progress' }
  | { readonly kind: 'report'; readonly report: Report; readonly last: boolean }

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
