// Items and slices of sequences.
import type { PickleValue } from '../PickleValue.ts'
import { characters, integer, latin1Bytes, madeBytes, madeText, numberOf } from './constants.ts'
import type { Folding } from './Folding.ts'

export type Sequence =
  Extract<PickleValue, { readonly kind: 'tuple' | 'list' | 'set' | 'frozenset' }> | Letters
type Letters = Extract<PickleValue, { kind: 'text' | 'bytes' }>

export function isSequence(value: PickleValue): value is Sequence {
  return ['tuple', 'list', 'text', 'bytes'].includes(value.kind)
}

/** `sequence[key]`, of a number or a slice. */
export function sequenceItem(
  folding: Folding,
  sequence: Sequence,
  key: PickleValue,
): PickleValue | undefined {
  const letters = 'items' in sequence ? undefined : (characters(sequence) ?? '')
  const length = 'items' in sequence ? sequence.items.length : (letters?.length ?? 0)
  const indexes = key.kind === 'call' ? sliced(key.call.args, length) : indexIn(key, length)
  if (indexes === undefined) return undefined
  if ('items' in sequence) {
    const picked = indexes.flatMap((index) => sequence.items.slice(index, index + 1))
    return key.kind === 'call' ? { kind: 'list', items: picked } : picked[0]
  }
  return lettersAt(folding, sequence, indexes, key.kind === 'call')
}

function indexIn(key: PickleValue, length: number): readonly number[] | undefined {
  const index = numberOf(key)
  if (index === undefined) return undefined
  const at = index < 0 ? length + index : index
  return at >= 0 && at < length ? [at] : undefined
}

/** A number of `bytes` is a number; all else is of the same kind. */
function lettersAt(
  folding: Folding,
  letters: Letters,
  indexes: readonly number[],
  isSlice: boolean,
): PickleValue | undefined {
  const all = characters(letters) ?? ''
  const picked = indexes.map((index) => all.charAt(index)).join('')
  if (letters.kind === 'text') return madeText(folding, picked)
  return isSlice ? madeBytes(folding, latin1Bytes(picked)) : integer(picked.charCodeAt(0))
}

const MAX_PICKED = 1_000_000 // items of a slice

/** The indexes of `slice(start, stop, step)`, as Python counts them. */
function sliced(args: readonly PickleValue[], length: number): readonly number[] | undefined {
  const [start, stop, step] = args.length === 1 ? [undefined, ...args] : args
  const by = numberOf(step) ?? 1
  if (by === 0 || length > MAX_PICKED) return undefined
  const [lowest, highest] = by > 0 ? [0, length] : [-1, length - 1]
  const bound = (value: PickleValue | undefined, otherwise: number) => {
    const given = numberOf(value)
    if (given === undefined) return otherwise
    return Math.min(Math.max(given < 0 ? given + length : given, lowest), highest)
  }
  const from = bound(start, by > 0 ? lowest : highest)
  const to = bound(stop, by > 0 ? highest : lowest)
  const count = Math.max(0, Math.ceil((to - from) / by))
  return Array.from({ length: count }, (_, at) => from + at * by)
}
