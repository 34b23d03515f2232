/** What code or a graph can do to the machine that it runs on: the columns of the matrix of capabilities. */
export const EFFECTS = [
  'process',
  'network',
  'files',
  'dynamic-code',
  'environment',
  'crypto',
] as const
export type EffectKind = (typeof EFFECTS)[number]

/** An effect, and when it takes place: while the model is loaded, or when it is called. */
export interface Effect {
  readonly kind: EffectKind
  readonly when: 'load' | 'call'
}

/** One cell of the matrix of capabilities, with the findings that it rests on. */
export interface EffectCell extends Effect {
  /** Ids of findings, worst first; never empty. */
  readonly findings: readonly string[]
}
