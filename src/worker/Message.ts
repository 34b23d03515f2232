import type { Analysis, CodeReading, Progress } from '../engine/index.ts'

/** Files as the page has them; a `File` crosses to the worker without being read. */
export interface DroppedModel {
  readonly name: string
  readonly isFolder: boolean
  /** The path is from the folder; of a single file it is its name. */
  readonly files: readonly { readonly path: string; readonly file: File }[]
}

/** From the page to the worker: one analysis, or one payload of code to be read as that of one Python. */
export type Order =
  | { readonly kind: 'analyze'; readonly model: DroppedModel }
  | { readonly kind: 'read'; readonly payload: Uint8Array; readonly python: string }

/** From the worker to the page. */
export type Answer =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | {
      readonly kind: 'analysis'
      readonly analysis: Analysis
      /** Whether both passes have ended. */
      readonly last: boolean
      /** Bytes read from the disk for it. */
      readonly bytesRead: number
    }
  | { readonly kind: 'reading'; readonly reading: CodeReading }
  | { readonly kind: 'failed'; readonly message: string }

const KINDS = new Set<unknown>([
  'progress',
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
