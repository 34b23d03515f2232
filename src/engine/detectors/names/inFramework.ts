import type { Capability } from './Capability.ts'
import {
  FRAMEWORK_ROOTS,
  KERAS_INSIDE,
  KERAS_NAMES,
  NUMPY_NAMES,
  PASSED_SEGMENTS,
  TENSORFLOW_NAMES,
  WORDS_AS_ROOTS,
  type Framework,
} from './frameworks.table.ts'
import { longest } from './longest.ts'

/** What the symbol `name` of TensorFlow does, as `TFOpLambda` names it: `math.add`, `io.read_file`. */
export function tensorflowCapability(name: string): Capability | null {
  return inFramework('tf', name.split('.'))
}

/** What a name of a framework does; null for one that only computes. */
export function inFramework(framework: Framework, rest: readonly string[]): Capability | null {
  const path = [...framework.split('.'), ...rest].filter((name) => !PASSED_SEGMENTS.has(name))
  for (const [index, name] of path.entries()) {
    const inner = WORDS_AS_ROOTS.has(name) ? undefined : FRAMEWORK_ROOTS.get(name)
    const found = inner === undefined ? null : inTable(inner, path.slice(index + 1))
    if (found !== null) return found
  }
  const inside = path.find((name) => KERAS_INSIDE.has(name))
  return inside === undefined ? null : (KERAS_INSIDE.get(inside) ?? null)
}

/** One framework can be reached through another: `keras.backend.tf.io.write_file`. */
function inTable(framework: Framework, path: readonly string[]): Capability | null {
  if (framework === 'np') return longest(NUMPY_NAMES, path) ?? null
  if (framework.startsWith('keras')) return longest(KERAS_NAMES, path) ?? null
  return longest(TENSORFLOW_NAMES, path) ?? null
}
