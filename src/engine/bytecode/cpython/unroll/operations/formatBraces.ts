// `'…'.format(…)`. https://docs.python.org/3/library/string.html#format-string-syntax
import type { Budget } from '../Budget.ts'
import type { Folding } from '../Folding.ts'
import { Growth } from './Growth.ts'
import { asciiOf, formatted, reprOf, strOf } from './formatValue.ts'
import { itemAt } from './subscript.ts'
import { integer, text, UNKNOWN, type Given, type Text, type Value } from '../values.ts'

const TOKEN = /\{\{|\}\}|\{([^{}]{0,500})\}|[{}]/g

/** The template with its fields filled; unknown when one of them is. */
export function formatBraces(template: Text, given: Given, folding: Folding): Value {
  const fields = new Fields(given, folding.budget)
  const made = template.text.replace(TOKEN, (token: string, inside: string | undefined) =>
    token === '{{' || token === '}}' ? token.charAt(0) : fields.text(inside),
  )
  if (!fields.areKnown) return UNKNOWN
  const from = [template, ...given.positional, ...given.keywords.values()]
  return folding.tracer.made('format', from, made)
}

const SHOWN: ReadonlyMap<string, (value: Value) => string | undefined> = new Map([
  ['r', (value: Value) => reprOf(value)],
  ['s', strOf],
  ['a', asciiOf],
])

class Fields {
  areKnown = true
  readonly #given: Given
  readonly #growth: Growth
  #next = 0

  constructor(given: Given, budget: Budget) {
    this.#given = given
    this.#growth = new Growth(budget)
  }

  /** The text of a field; '' when it is not known, or when all fields grow too long. */
  text(field: string | undefined): string {
    const made = field === undefined || !this.areKnown ? undefined : this.#field(field)
    if (made !== undefined && this.#growth.fits(made)) return made
    this.areKnown = false
    return ''
  }

  #field(field: string): string | undefined {
    const [, name = '', conversion, spec = ''] =
      /^([^!:]*)(?:!([rsa]))?(?::(.*))?$/s.exec(field) ?? []
    const value = this.#value(name)
    if (value === undefined) return undefined
    if (conversion === undefined) return formatted(value, spec)
    const shown = SHOWN.get(conversion)?.(value)
    return shown === undefined ? undefined : formatted(text(shown), spec)
  }

  /** `0`, `name`, `0[3]`, `name[key]`. */
  #value(name: string): Value | undefined {
    const [, root = '', keys = ''] = /^([^[.]*)((?:[[.].*)?)$/s.exec(name) ?? []
    if (keys !== '' && !/^(?:\[[^[\]]*\])+$/.test(keys)) return undefined
    let value = this.#root(root)
    for (const [, key = ''] of keys.matchAll(/\[([^[\]]*)\]/g)) value = itemOf(value, key)
    return value
  }

  #root(name: string): Value | undefined {
    if (!/^\d*$/.test(name)) return this.#given.keywords.get(name)
    return this.#given.positional[name === '' ? this.#next++ : Number(name)]
  }
}

function itemOf(value: Value | undefined, key: string): Value | undefined {
  if (value === undefined) return undefined
  return itemAt(value, /^\d+$/.test(key) ? integer(Number(key)) : text(key))
}
