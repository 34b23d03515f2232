const MAX_KEY = 60 // characters shown of one key: a name from a file may be of any length
const MAX_STEPS = 40 // shown of one path; real configurations need a dozen

/** The keys that lead from the root of a JSON text to a value, shared between all values below. */
export interface KeyPath {
  readonly above: KeyPath | null
  /** A key of an object, or an index of an array. */
  readonly key: string | number
  /** Keys up to here, this one counted. */
  readonly depth: number
}

export function below(above: KeyPath | null, key: string | number): KeyPath {
  return { above, key, depth: depthOf(above) + 1 }
}

export function depthOf(path: KeyPath | null): number {
  return path?.depth ?? 0
}

/** The keys of `path` after the first `skipped`, outermost first; of a very long path the last ones. */
export function keysOf(path: KeyPath | null, skipped = 0): readonly (string | number)[] {
  const keys: (string | number)[] = []
  for (let step = path; step !== null && step.depth > skipped; step = step.above) {
    if (keys.length === MAX_STEPS) return ['…', ...keys.toReversed()]
    keys.push(step.key)
  }
  return keys.toReversed()
}

/** As it is written in code: `config.layers[3].config.function[0]`; `root` when there is no key. */
export function pathText(keys: readonly (string | number)[]): string {
  if (keys.length === 0) return 'root'
  const text = keys.map(stepText).join('')
  return text.startsWith('.') ? text.slice(1) : text
}

function stepText(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`
  const short = key.length > MAX_KEY ? `${key.slice(0, MAX_KEY)}…` : key
  return /^[\p{L}_$…][\p{L}\p{N}_$…-]*$/u.test(short) ? `.${short}` : `[${JSON.stringify(short)}]`
}
