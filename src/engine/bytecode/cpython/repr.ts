import { decodeLatin1, decodeUtf8 } from '../../encodings/marshal/decodeText.ts'
import type { MarshalCode, MarshalValue } from '../../encodings/marshal/Marshal.ts'
import { reprComplex, reprFloat, reprInteger } from './reprNumber.ts'
import { codePointsOf, reprBytes, reprText, reprUnicode } from './reprText.ts'

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
  #left = MAX_CHARACTERS

  constructor(rules: ReprRules) {
    this.#rules = rules
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
    const text = this.#leaf(value) ?? this.#container(value, depth + 1)
    this.#left -= text.length
    return text
  }

  #leaf(value: MarshalValue): string | undefined {
    const { isTwo } = this.#rules
    switch (value.kind) {
      case 'integer':
        return reprInteger(value.value, value.isLong)
      case 'boolean':
        return value.value ? 'True' : 'False'
      case 'float':
        return reprFloat(value.value)
      case 'complex':
        return reprComplex(value.real, value.imaginary)
      case 'bytes':
        return (isTwo ? '' : 'b') + reprBytes(value.bytes)
      case 'text':
        return this.#text(value.codePoints ?? codePointsOf(value.text))
      case 'code':
        return this.code(value)
      default:
        return SINGLETONS.get(value.kind)
    }
  }

  #text(points: readonly number[]): string {
    const { isTwo, isPrintable } = this.#rules
    return isTwo ? `u${reprUnicode(points)}` : reprText(points, isPrintable)
  }

  #container(value: MarshalValue, depth: number): string {
    switch (value.kind) {
      case 'tuple':
        return `(${this.#list(value.items, depth)}${value.items.length === 1 ? ',' : ''})`
      case 'list':
        return `[${this.#list(value.items, depth)}]`
      case 'set':
      case 'frozenset':
        return this.#set(value.kind, value.items, depth)
      case 'dict':
        return this.#dict(value.entries, depth)
      case 'frozendict':
        return `frozendict(${this.#dict(value.entries, depth)})`
      case 'slice': {
        const { start, stop, step } = value
        return `slice(${this.#list([start, stop, step], depth)})`
      }
      case 'cycle':
        return CYCLES.get(value.container) ?? '...'
      default:
        return '<missing>'
    }
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

  #set(kind: 'set' | 'frozenset', items: readonly MarshalValue[], depth: number): string {
    const list = this.#list(items, depth)
    if (this.#rules.isTwo) return `${kind}([${list}])`
    if (items.length === 0) return `${kind}()`
    return kind === 'set' ? `{${list}}` : `frozenset({${list}})`
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
