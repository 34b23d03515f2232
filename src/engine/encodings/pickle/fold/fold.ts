// What calls come to, where that lets a hidden name be seen: a small table of pure functions, with bounded results.
import { nameOf } from '../nameOf.ts'
import type { PickleCall, PickleValue } from '../PickleValue.ts'
import type { Fold, Folding } from './Folding.ts'
import { NAMES } from './names.ts'

const FOLDS: ReadonlyMap<string, Fold> = new Map<string, Fold>([...NAMES])

/** What `call` gives back; undefined when that is not known. Calls that it makes in turn are noted. */
export function fold(folding: Folding, call: PickleCall): PickleValue | undefined {
  const { callable } = call
  if (callable.kind !== 'global') return undefined
  return FOLDS.get(nameOf(callable) ?? '')?.(folding, call)
}
