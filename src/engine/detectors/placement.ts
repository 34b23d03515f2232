import type { Effect } from '../model/Effect.ts'
import { SEVERITIES, type Severity } from '../model/Finding.ts'
import type { CodeUse } from '../model/Report.ts'

/** Where a function stands: in the slot that its layer exists for, or where few look. */
export type Placement =
  /** `function` of a Lambda layer. */
  | 'lambda'
  /** Another slot of a Lambda layer: `output_shape`, `mask`, `arguments`. */
  | 'second-slot'
  /** `residual_fn` or `dropout_fn` of a wrapper of recurrent cells. */
  | 'cell-wrapper'
  /** A slot of a `Merge` layer of Keras 1. */
  | 'merge'
  /** In a pickle: functions that cloudpickle and dill write there, by themselves or as attributes. */
  | 'pickled'
  /** Anywhere else: an activation, a loss, an initialiser, an argument of a call. */
  | 'elsewhere'

const LAMBDA_CLASSES: ReadonlySet<string> = new Set(['Lambda', 'MaskedLambda'])
const MERGE_CLASSES: ReadonlySet<string> = new Set(['Merge', 'LambdaMerge'])

/** Tells the placement of one use of a code object. */
export function placementOf({ layerClass, slot }: Pick<CodeUse, 'layerClass' | 'slot'>): Placement {
  if (slot === 'pickled code') return 'pickled'
  if (/(^|\.)(residual_fn|dropout_fn)\b/.test(slot)) return 'cell-wrapper'
  const className = layerClass?.slice(layerClass.lastIndexOf('>') + 1) ?? ''
  if (LAMBDA_CLASSES.has(className)) return slot === 'function' ? 'lambda' : 'second-slot'
  return MERGE_CLASSES.has(className) ? 'merge' : 'elsewhere'
}

/** Whether none of the uses is where such code is at home: then it is graded one level higher. */
export function isHidden(uses: readonly Pick<CodeUse, 'layerClass' | 'slot'>[]): boolean {
  return uses.every((use) => !AT_HOME.includes(placementOf(use)))
}

const AT_HOME: readonly Placement[] = ['lambda', 'pickled']

/**
 * When the code of these uses runs: at load when one of them is evaluated while the model is built, such as the
 * output shape of a Lambda and what fills the first weights.
 */
export function momentOf(uses: readonly Pick<CodeUse, 'slot'>[]): Effect['when'] {
  return uses.some(({ slot }) => slot.startsWith('output_shape') || slot.includes('initializer'))
    ? 'load'
    : 'call'
}

/** One level higher; `low` and `info` stay, since what they say is not about danger. */
export function raised(severity: Severity): Severity {
  if (severity === 'low' || severity === 'info') return severity
  return SEVERITIES[Math.max(0, SEVERITIES.indexOf(severity) - 1)] ?? severity
}
