import { CODE_RULES } from './rules/code.ts'
import { CONTAINERS_RULES } from './rules/containers.ts'
import { GENERAL_RULES } from './rules/general.ts'
import { KERAS_RULES } from './rules/keras.ts'
import { PICKLE_RULES } from './rules/pickle.ts'
import type { Rule } from './rules/Rule.ts'
import { TENSORFLOW_RULES } from './rules/tensorflow.ts'

export type { Rule } from './rules/Rule.ts'

/** Every rule, by id. */
export const RULES: ReadonlyMap<string, Rule> = new Map(
  [
    ...CODE_RULES,
    ...KERAS_RULES,
    ...CONTAINERS_RULES,
    ...TENSORFLOW_RULES,
    ...PICKLE_RULES,
    ...GENERAL_RULES,
  ].map((rule) => [rule.id, rule]),
)
