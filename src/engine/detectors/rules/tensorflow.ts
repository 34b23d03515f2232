import type { Rule } from './Rule.ts'

/** What the graphs of a SavedModel do. */
export const TENSORFLOW_RULES: readonly Rule[] = []
