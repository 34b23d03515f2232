import { escapeText } from '../../../model/escapeText.ts'
import type { MarshalValue } from '../../../encodings/marshal/Marshal.ts'
import { toCode } from '../Code.ts'
import type { Reading } from '../Reading.ts'
import { toOps } from './toOps.ts'

/**
 * What stands in a code object and no instruction speaks of: the compiler computed it away, or somebody hid it there.
 * Source cannot say it. One sentence each.
 */
export function leftoversOf(reading: Reading): readonly string[] {
  const { code } = reading
  const used = new Set<number>()
  const labels = new Set<string>()
  for (const { name, argument, constant, label } of toOps(reading)) {
    if (constant === code.constants[argument] || name === 'KW_NAMES') used.add(argument)
    labels.add(label)
  }
  const explained = new Set(code.constants.filter((_, at) => used.has(at)).flatMap(madeOf))
  const isLeft = (constant: MarshalValue, at: number) =>
    at > 0 && !used.has(at) && !explained.has(keyOf(constant))
  const constants = code.constants.filter(isLeft).length
  const inside = new Set(reading.code.constants.flatMap(freeIn))
  const names = code.names.filter((name) => !labels.has(name))
  const cells = code.cellVariables.filter((name) => !inside.has(name) && !IMPLIED.has(name))
  return [
    ...(constants === 0 ? [] : [`${constants} of its constants no instruction loads`]),
    ...(isComputed(reading) ? ['some of its constants the compiler computed'] : []),
    ...(names.length === 0 ? [] : [`names that no instruction uses: ${listed(names)}`]),
    ...(cells.length === 0 ? [] : [`variables shared with no function inside: ${listed(cells)}`]),
  ]
}

/** In 3.14 what the compiler computes stands behind the constants that were written. */
function isComputed(reading: Reading): boolean {
  const { code, version } = reading
  if (version.id !== '3.14' && version.id !== '3.15') return false
  const seen = new Set<number>()
  let highest = 0
  for (const { name, argument, constant } of toOps(reading)) {
    if (name === 'PUSH_EXC_INFO') return false
    if (constant === null || constant !== code.constants[argument] || seen.has(argument)) continue
    if (argument < highest) return true
    seen.add(argument)
    if (!isComputedAgain(constant)) highest = argument
  }
  return false
}

/** Tuples and negative numbers are computed from source too, however they are written. */
function isComputedAgain(constant: MarshalValue): boolean {
  if (constant.kind === 'integer' || constant.kind === 'float') return constant.value < 0
  return ['tuple', 'frozenset', 'complex'].includes(constant.kind)
}

/** Cells of a class that functions in it use by themselves. */
const IMPLIED = new Set(['__class__', '__classdict__', '__conditional_annotations__'])
const MAX_LISTED = 20 // names in one note

/** What the compiler makes a constant of, up to 3.6: its items, or its contrary. */
function madeOf(constant: MarshalValue): readonly string[] {
  if (constant.kind === 'tuple')
    return constant.items.flatMap((item) => [keyOf(item), ...madeOf(item)])
  if (constant.kind === 'integer') return [keyOf({ ...constant, value: -constant.value })]
  return constant.kind === 'float' ? [keyOf({ ...constant, value: -constant.value })] : []
}

/** Equal for equal numbers and texts; what is longer explains nothing. */
function keyOf(constant: MarshalValue): string {
  if (constant.kind === 'integer' || constant.kind === 'float' || constant.kind === 'boolean')
    return `${constant.kind} ${constant.value}`
  return constant.kind === 'text' ? `text ${constant.text}` : constant.kind
}

function freeIn(constant: MarshalValue): readonly string[] {
  return constant.kind === 'code' ? toCode(constant).freeVariables : []
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_LISTED).map((name) => escapeText(name))
  return names.length > MAX_LISTED ? `${shown.join(', ')}, …` : shown.join(', ')
}
