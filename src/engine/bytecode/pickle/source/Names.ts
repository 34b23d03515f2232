import { nameOf, type Global } from '../../../encodings/pickle/nameOf.ts'
import { reprString } from '../../../encodings/pickle/reprArgument.ts'
import type { PickleCall } from '../../../encodings/pickle/PickleValue.ts'
import type { Range } from '../../../model/Listing.ts'
import { rangeOf, type Statement } from './Statement.ts'

interface Import {
  readonly name: string
  readonly line: Statement | null
}

const IDENTIFIER = /^[A-Za-z_]\w{0,199}$/
const DOTTED = /^[A-Za-z_]\w{0,199}(?:\.[A-Za-z_]\w{0,199})*$/
const KEYWORDS: ReadonlySet<string> = new Set([
  ...['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class'],
  ...['continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global'],
  ...['if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return'],
  ...['try', 'while', 'with', 'yield', 'result'],
])

/** Names in the source: what is imported, and a variable for what each call gave back. */
export class Names {
  readonly #taken = new Set<string>()
  /** By the whole names of what is imported. */
  readonly #imports = new Map<string, Import>()
  readonly #variables = new Map<PickleCall, string>()
  /** Of each word, the number that its next variable has. */
  readonly #counts = new Map<string, number>()

  /** The lines that import, in the order of their modules. */
  get importLines(): readonly Statement[] {
    const lines = [...this.#imports.values()].flatMap(({ line }) => line ?? [])
    return lines.toSorted((first, second) => (first.text < second.text ? -1 : 1))
  }

  /** How what is imported is called; imported by the first that asks. */
  imported(global: Global): string {
    const key = JSON.stringify([global.module, global.name])
    const known = this.#imports.get(key)
    if (known !== undefined) return known.name
    const made = this.#import(global)
    this.#imports.set(key, made)
    return made.name
  }

  variable(call: PickleCall): string | undefined {
    return this.#variables.get(call)
  }

  /** Gives what `call` returns a name, by what was called. */
  nameVariable(call: PickleCall): string {
    const variable = this.#numbered(wordFor(call))
    this.#variables.set(call, variable)
    return variable
  }

  #import(global: Global): Import {
    const { module, name, at } = global
    if (module === null || name === null || !isDotted(module) || !(name === '' || isDotted(name)))
      return { name: `find_class(${textOf(module)}, ${textOf(name)})`, line: null }
    if (name === '') return { name: module, line: { text: `import ${module}`, range: rangeOf(at) } }
    const [first = '', ...rest] = name.split('.')
    return { name: [this.#from(module, first, at), ...rest].join('.'), line: null }
  }

  /** `from module import first`, once, under another name when that one is taken. */
  #from(module: string, first: string, at: Range): string {
    const key = JSON.stringify([module, first, 'from'])
    const known = this.#imports.get(key)
    if (known !== undefined) return known.name
    const name = this.#taken.has(first) ? this.#numbered(first) : first
    this.#taken.add(name)
    const text = `from ${module} import ${first}${name === first ? '' : ` as ${name}`}`
    this.#imports.set(key, { name, line: { text, range: rangeOf(at) } })
    return name
  }

  #numbered(word: string): string {
    let number = this.#counts.get(word) ?? 0
    let name = word
    do name = `${word}_${++number}`
    while (this.#taken.has(name))
    this.#counts.set(word, number)
    this.#taken.add(name)
    return name
  }
}

function isDotted(name: string): boolean {
  return DOTTED.test(name) && name.split('.').every(isIdentifier)
}

/** Whether a text can stand as a name in Python source, by ASCII alone. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text) && !KEYWORDS.has(text)
}

function textOf(part: string | null): string {
  return part === null ? '...' : reprString(part)
}

const MAX_WORD = 40 // characters

/** `ordered_dict` for `OrderedDict`. */
function wordFor({ callable }: PickleCall): string {
  const name = callable.kind === 'global' ? (nameOf(callable) ?? '') : ''
  const last = name.slice(name.lastIndexOf('.') + 1).slice(0, MAX_WORD)
  const snake = last.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase()
  const word = snake.replace(/\W/g, '').replace(/^[_\d]+/, '')
  return word === '' ? 'value' : word
}
