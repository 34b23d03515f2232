import type { IndicatorKind } from '../model/Indicator.ts'

/** One indicator where it was met. Offset and length are characters of the text. */
export interface Sighting {
  readonly kind: IndicatorKind
  readonly text: string
  readonly offset: number
  readonly length: number
}

/** A piece of a text without spaces, quotes and brackets. */
export interface Word {
  readonly text: string
  readonly offset: number
}
