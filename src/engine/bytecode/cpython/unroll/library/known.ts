import { BINARIES } from './binaries.ts'
import { CONVERSIONS } from './conversions.ts'
import type { Known } from '../Folding.ts'
import { FUNCTIONALS } from './functional.ts'
import { NAMES } from './names.ts'
import { SEQUENCES } from './sequences.ts'
import { SINKS } from './sinks.ts'
import type { PathValue } from '../values.ts'

interface KnownFunction {
  readonly run: Known
  /** Whether it only computes: what it is called with is of no interest. */
  readonly isPlain: boolean
}

const KNOWN: ReadonlyMap<string, KnownFunction> = new Map([
  ...[...BINARIES, ...CONVERSIONS, ...FUNCTIONALS, ...SEQUENCES].map(
    ([name, run]): [string, KnownFunction] => [name, { run, isPlain: true }],
  ),
  ...[...NAMES, ...SINKS].map(([name, run]): [string, KnownFunction] => [
    name,
    { run, isPlain: false },
  ]),
])

/** The function that a path leads to, when its work is known. */
export function knownFunction(path: PathValue): KnownFunction | undefined {
  const name = canonicalName(path)
  return name === undefined ? undefined : KNOWN.get(name)
}

/** Whether a whole name is that of a function whose work is known. */
export function isKnownName(name: string): boolean {
  return KNOWN.has(name)
}

const BUILTIN_MODULES = ['builtins', '__builtin__', '__builtins__']

/** The name without the module of built-in functions; undefined for what belongs to a variable. */
export function canonicalName({ names, root }: PathValue): string | undefined {
  if (root === 'local' || root === 'unknown') return undefined
  const start = BUILTIN_MODULES.includes(names[0] ?? '') && names.length > 1 ? 1 : 0
  return names.slice(start).join('.')
}
