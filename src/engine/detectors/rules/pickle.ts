import type { Rule } from './Rule.ts'

/** What pickles import and call. */
export const PICKLE_RULES: readonly Rule[] = []
