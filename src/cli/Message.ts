import type { Report } from '../engine/index.ts'

/** From the command line to its thread: one analysis. */
export interface Order {
  readonly name: string
  readonly isFolder: boolean
  readonly files: readonly { readonly path: string; readonly diskPath: string }[]
  readonly wish: { readonly content: boolean; readonly yara: boolean; readonly rules: string }
}

/** From the thread: a sign of life, what is known so far, the end. */
export type Answer =
  | { readonly kind: 'progress' }
  | { readonly kind: 'report'; readonly report: Report; readonly last: boolean }
  | { readonly kind: 'failed'; readonly message: string }
