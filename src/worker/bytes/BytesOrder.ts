import type {
  Entropy,
  LayoutHint,
  Pattern,
  PlacedField,
  Region,
  Search,
  Weights,
} from '../../engine/index.ts'

/** Where the bytes are: a file that crosses without being read, or bytes that the page holds. */
export type BytesPlace =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'memory'; readonly bytes: Uint8Array }

/** From the page to the worker of bytes. */
export type BytesOrder =
  | { readonly kind: 'lay-out'; readonly place: BytesPlace; readonly hint: LayoutHint }
  /** Of what was laid out before. */
  | { readonly kind: 'fields'; readonly id: number; readonly start: number; readonly end: number }
  | Job

/** What takes long, and is told of meanwhile. */
export type Job =
  | { readonly kind: 'search'; readonly place: BytesPlace; readonly pattern: Pattern }
  | { readonly kind: 'entropy'; readonly place: BytesPlace }
  /** Of the tensors called `only`, or with null of all. */
  | {
      readonly kind: 'weights'
      readonly place: BytesPlace
      readonly only: readonly string[] | null
    }
  | {
      readonly kind: 'hash'
      readonly place: BytesPlace
      readonly offset: number
      readonly length: number
    }

/** What a file consists of, as plain data. */
export interface LaidOut {
  readonly encoding: string | null
  readonly regions: readonly Region[]
  readonly notes: readonly string[]
}

export type BytesAnswer =
  | { readonly kind: 'laid-out'; readonly layout: LaidOut }
  | { readonly kind: 'fields'; readonly id: number; readonly fields: readonly PlacedField[] }
  | { readonly kind: 'search'; readonly search: Search; readonly isLast: boolean }
  | { readonly kind: 'entropy'; readonly entropy: Entropy; readonly isLast: boolean }
  | { readonly kind: 'weights'; readonly weights: Weights; readonly isLast: boolean }
  | {
      readonly kind: 'hash'
      readonly done: number
      readonly sha256: string | null
      readonly isLast: boolean
    }
  | { readonly kind: 'failed'; readonly message: string }

/** Both sides are built from this file; the guard only keeps strangers' messages out. */
export function isBytesAnswer(message: unknown): message is BytesAnswer {
  return typeof message === 'object' && message !== null && 'kind' in message
}
