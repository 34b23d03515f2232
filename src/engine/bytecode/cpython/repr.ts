import { decodeLatin1, decodeUtf8 } from '../../encodings/marshal/decodeText.ts'
import type { MarshalCode, MarshalSequence, MarshalValue } from '../../encodings/marshal/Marshal.ts'
import { reprComplex, reprFloat, reprInteger } from '../../encodings/python-repr/reprNumber.ts'
import {
  codePointsOf,
  reprBytes,
  reprText,
  reprUnicode,
} from '../../encodings/python-repr/reprText.ts'

/** What of `repr` differs between versions. */
export interface ReprRules {
  readonly isTwo: boolean
  /** `str.isprintable` of that Python, for one code point. */
  readonly isPrintable: (point: number) => boolean
}

const MAX_DEPTH = 150 // nested containers in one constant; the compiler folds none deeper than a few
const MAX_CHARACTERS = 32 * 1024 * 1024 // of all constants of a payload: shared tuples can grow without end
const ADDRESS = '0x0' // dis prints where the object lies in memory, which no file can say

/** Prints values as one version of Python does. Containers are cut when a payload's texts grow too long. */
export class Repr {
  readonly #rules: ReprRules
  #left: number

  /** `characters`: how many may be printed in all, about. */
  constructor(rules: ReprRules, characters = MAX_CHARACTERS) {
    this.#rules = rules
    this.#left = characters
  }

  /** Whether something had to be left out. */
  get isCut(): boolean {
    return this.#left <= 0
  }

  of(value: MarshalValue): string {
    return this.#of(value, 0)
  }

  /** `<code object f at 0x0, file "model.py", line 3>`; the address is always 0x0. */
  code(value: MarshalCode): string {
    const name = nameOf(value.values.get('name'))
    const filename = nameOf(value.values.get('filename'))
    const line = value.numbers.get('firstlineno') ?? 0
    return this.#rules.isTwo
      ? `<code object ${name.slice(0, 100)} at ${ADDRESS}, file "${filename.slice(0, 300)}", line ${line || -1}>`
      : `<code object ${name} at ${ADDRESS}, file "${filename}", line ${line || -1}>`
  }

  #of(value: MarshalValue, depth: number): string {
    if (this.#left <= 0 || depth > MAX_DEPTH) return '...'
    const text =
      numberText(value) ??
      this.#string(value) ??
      SINGLETONS.get(value.kind) ??
      this.#container(value, depth + 1)
    this.#left -= text.length
    return text
  }

  #string(value: MarshalValue): string | undefined {
    const { isTwo, isPrintable } = this.#rules
    if (value.kind === 'bytes') return (isTwo ? '' : 'b') + reprBytes(value.bytes)
    if (value.kind !== 'text') return undefined
    const points = value.codePoints ?? codePointsOf(value.text)
    return isTwo ? `u${reprUnicode(points)}` : reprText(points, isPrintable)
  }

  #container(value: MarshalValue, depth: number): string {
    if ('items' in value) return this.#sequence(value, depth)
    if ('entries' in value) {
      const text = this.#dict(value.entries, depth)
      return value.kind === 'dict' ? text : `frozendict(${text})`
    }
    if (value.kind === 'slice')
      return `slice(${this.#list([value.start, value.stop, value.step], depth)})`
    if (value.kind === 'code') return this.code(value)
    return value.kind === 'cycle' ? (CYCLES.get(value.container) ?? '...') : '<missing>'
  }

  #sequence({ kind, items }: MarshalSequence, depth: number): string {
    const list = this.#list(items, depth)
    if (kind === 'tuple') return `(${list}${items.length === 1 ? ',' : ''})`
    if (kind === 'list') return `[${list}]`
    if (this.#rules.isTwo) return `${kind}([${list}])`
    if (items.length === 0) return `${kind}()`
    return kind === 'set' ? `{${list}}` : `frozenset({${list}})`
  }

  #list(items: readonly MarshalValue[], depth: number): string {
    const parts: string[] = []
    for (const item of items) {
      parts.push(this.#of(item, depth))
      this.#left -= 2 // the comma and the blank, so that empty items end too
      if (this.#left <= 0) break
    }
    return parts.join(', ')
  }

  #dict(entries: readonly (readonly [MarshalValue, MarshalValue])[], depth: number): string {
    const parts: string[] = []
    for (const [key, value] of entries) {
      parts.push(`${this.#of(key, depth)}: ${this.#of(value, depth)}`)
      if (this.#left <= 0) break
    }
    return `{${parts.join(', ')}}`
  }
}

/** The text of a name: `str` of 3.x, or the bytes of 2.x; `?` for what is neither. */
export function nameOf(value: MarshalValue | undefined): string {
  if (value?.kind === 'text') return value.text
  if (value?.kind !== 'bytes') return '?'
  return decodeUtf8(value.bytes)?.text ?? decodeLatin1(value.bytes)
}

function numberText(value: MarshalValue): string | undefined {
  if (value.kind === 'integer') return reprInteger(value.value, value.isLong)
  if (value.kind === 'boolean') return value.value ? 'True' : 'False'
  if (value.kind === 'float') return reprFloat(value.value)
  return value.kind === 'complex' ? reprComplex(value.real, value.imaginary) : undefined
}

const SINGLETONS: ReadonlyMap<MarshalValue['kind'], string> = new Map([
  ['none', 'None'],
  ['ellipsis', 'Ellipsis'],
  ['stop-iteration', "<class 'StopIteration'>"],
  ['null', '<NULL>'],
])

const CYCLES: ReadonlyMap<string, string> = new Map([
  ['tuple', '(...)'],
  ['list', '[...]'],
  ['dict', '{...}'],
])
