import type { Severity } from '../../engine/index.ts'

/** The shapes of `Mark` as path data for the canvas: 12 pixels wide, filled by the even-odd rule. */
export const SEVERITY_SHAPES: Readonly<Record<Severity, string>> = {
  critical: 'M6 0L12 6L6 12L0 6Z',
  high: 'M6 .5L12 11.5H0Z',
  medium: 'M1 1H11V11H1Z',
  low: 'M1 6A5 5 0 1 1 11 6A5 5 0 1 1 1 6Z',
  info: 'M1 6A5 5 0 1 1 11 6A5 5 0 1 1 1 6ZM2.5 6A3.5 3.5 0 1 1 9.5 6A3.5 3.5 0 1 1 2.5 6Z',
}
