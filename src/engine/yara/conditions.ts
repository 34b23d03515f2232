// Conditions that only ask which strings are there: names, `and`, `or` and `… of …`. See isMonotone.ts.

/** Whether a condition holds for the strings that were found, by their index; made by `parseCondition`. */
export type Condition = (isFound: (index: number) => boolean) => boolean

const MAX_DEPTH = 100 // parentheses in each other; people write three

/** Null for a condition of another kind. `ids` are those of the rule's strings in order. */
export function parseCondition(
  tokens: readonly string[],
  ids: readonly string[],
): Condition | null {
  const reader = new Reader(tokens, ids)
  try {
    return reader.whole()
  } catch (error) {
    if (error instanceof OtherCondition) return null
    throw error
  }
}

class OtherCondition extends Error {}

/** Goes through the tokens once. */
class Reader {
  #at = 0
  #depth = 0
  readonly #tokens: readonly string[]
  readonly #ids: readonly string[]

  constructor(tokens: readonly string[], ids: readonly string[]) {
    this.#tokens = tokens
    this.#ids = ids
  }

  whole(): Condition {
    const condition = this.#either()
    if (this.#at < this.#tokens.length) throw new OtherCondition('more behind it')
    return condition
  }

  #either(): Condition {
    const parts = [this.#both()]
    while (this.#take('or')) parts.push(this.#both())
    return (isFound) => parts.some((part) => part(isFound))
  }

  #both(): Condition {
    const parts = [this.#one()]
    while (this.#take('and')) parts.push(this.#one())
    return (isFound) => parts.every((part) => part(isFound))
  }

  #one(): Condition {
    if (this.#take('(')) return this.#inner()
    const token = this.#next()
    if (token.startsWith('$')) {
      const indices = this.#named(token)
      return (isFound) => indices.some(isFound)
    }
    this.#expect('of')
    const indices = this.#set()
    const least = countOf(token, indices.length)
    return (isFound) => indices.filter(isFound).length >= least
  }

  #inner(): Condition {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) throw new OtherCondition('too deep')
    const condition = this.#either()
    this.#expect(')')
    this.#depth -= 1
    return condition
  }

  #set(): readonly number[] {
    if (this.#take('them')) return this.#ids.map((_, index) => index)
    this.#expect('(')
    const found = this.#named(this.#next())
    while (this.#take(',')) found.push(...this.#named(this.#next()))
    this.#expect(')')
    return found
  }

  #named(token: string): number[] {
    const name = token.replace(/\*$/, '')
    if (!name.startsWith('$') || (name === '$' && token === name)) throw new OtherCondition(token)
    const isMeant = (id: string): boolean => (token === name ? id === name : id.startsWith(name))
    const indices = this.#ids.flatMap((id, index) => (isMeant(id) ? [index] : []))
    if (indices.length === 0) throw new OtherCondition(token)
    return indices
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false
    this.#at += 1
    return true
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new OtherCondition(`no ${token}`)
  }

  #next(): string {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw new OtherCondition('ends early')
    this.#at += 1
    return token
  }
}

function countOf(token: string, all: number): number {
  if (token === 'any') return 1
  if (token === 'all') return all
  if (!/^[1-9][0-9]{0,8}$/.test(token)) throw new OtherCondition(token)
  return Number(token)
}
