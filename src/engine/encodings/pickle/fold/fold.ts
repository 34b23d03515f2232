// What calls come to, where that lets a hidden name be seen: a small table of pure functions, with bounded results.
import { nameOf } from '../nameOf.ts'
import type { PickleCall, PickleValue } from '../PickleValue.ts'
import { applied, plainName } from './applied.ts'
import { CALLERS, callToo } from './callers.ts'
import { CODECS } from './codecs.ts'
import { CONTAINERS } from './containers.ts'
import type { Fold, Folding } from './Folding.ts'
import { NAMES } from './names.ts'
import { TEXTS } from './texts.ts'

const FOLDS: ReadonlyMap<string, Fold> = new Map<string, Fold>([
  ...NAMES,
  ...TEXTS,
  ...CODECS,
  ...CONTAINERS,
  ...CALLERS,
])

const CALL = '.__call__'

/** What `call` gives back; undefined when that is not known. Calls that it makes in turn are noted. */
export function fold(folding: Folding, call: PickleCall): PickleValue | undefined {
  const { callable } = call
  if (callable.kind === 'call') return applied(folding, callable.call, call)
  if (callable.kind !== 'global' || call.opcode === 'BUILD') return undefined
  const name = nameOf(callable) ?? ''
  if (name.endsWith(CALL)) return callToo(folding, call, withoutCall(callable), call.args)
  const known = FOLDS.get(plainName(name))
  if (known === undefined || !folding.budget.takes(sizeOf(call))) return undefined
  return known(folding, call)
}

function withoutCall(callable: Extract<PickleValue, { kind: 'global' }>): PickleValue {
  return { ...callable, name: callable.name?.slice(0, -CALL.length) ?? null }
}

/** What a fold may have to look at. */
function sizeOf({ args }: PickleCall): number {
  return args.reduce((size, value) => size + sizeOfValue(value), 1)
}

function sizeOfValue(value: PickleValue): number {
  if (value.kind === 'text') return value.text.length
  if (value.kind === 'bytes') return value.bytes.length
  if (value.kind === 'dict' || value.kind === 'call') return value.entries.length
  return 'items' in value ? value.items.length : 1
}
