import type { Range, Reference } from '../../../model/Listing.ts'
import { either, longer, pathsOf, UNKNOWN, type Draft, type Path, type Value } from './values.ts'

/** The stack and the variables where control may come in. */
export interface State {
  readonly stack: readonly Value[]
  readonly variables: ReadonlyMap<string, Value>
}

const MAX_STACK = 256 // deeper items are forgotten: no name is lost, only what it is an attribute of
const KEPT_STACK = 24 // of a state that is kept for a jump
const MAX_DRAFTS = 50_000 // references of one code object that are followed; 1 MB of real code has fewer
const MAX_VARIABLES = 64 // whose value is followed

/** Runs code over what is known of its values, and notes every name that it reaches. */
export class Machine {
  /** Every value that a variable was given, joined: what it may be where control is not followed. */
  readonly everything: Map<string, Value>
  /** Whether a variable was given a value that is followed. */
  hasBound = false
  /** Names of the last arguments of the next call. */
  callNames: readonly string[] = []
  #stack: Value[] = []
  #variables = new Map<string, Value>()
  readonly #drafts: Draft[] = []
  readonly #onlyNamed = new Map<string, Range>()
  #place: Range = { offset: 0, length: 0 }

  /** `known`: what variables may be, from an earlier run or from the code around. */
  constructor(known: ReadonlyMap<string, Value>) {
    this.everything = new Map(known)
  }

  /** The instruction that is run: where the names that it reaches stand. */
  at(place: Range): void {
    this.#place = place
  }

  push(...values: readonly Value[]): void {
    this.#stack.push(...values)
    if (this.#stack.length > MAX_STACK) this.#stack.splice(0, MAX_STACK / 2)
  }

  pop(): Value {
    return this.#stack.pop() ?? UNKNOWN
  }

  /** The upper `count` items, the lowest first; those that are not there are unknown. */
  popMany(count: number): readonly Value[] {
    const known = Math.min(count, this.#stack.length)
    const values = known === 0 ? [] : this.#stack.splice(-known)
    const missing = Math.min(count - known, MAX_STACK)
    return [...Array.from({ length: missing }, () => UNKNOWN), ...values]
  }

  /** The item `depth` from above, 1 being the top. */
  peek(depth: number): Value {
    return this.#stack.at(-depth) ?? UNKNOWN
  }

  replace(depth: number, value: Value): void {
    const index = this.#stack.length - depth
    if (depth > 0 && index >= 0) this.#stack[index] = value
  }

  /** Changes the depth by `effect`, with unknown items. */
  grow(effect: number): void {
    if (effect < 0) this.popMany(-effect)
    else for (let more = Math.min(effect, MAX_STACK); more > 0; more--) this.push(UNKNOWN)
  }

  /** Notes a name that is reached, and the value of it. */
  reach(names: readonly string[], root: Reference['root'], told: Draft['told'] = 'name'): Path {
    const { offset, length } = this.#place
    if (this.#drafts.length >= MAX_DRAFTS) return this.#reachOnce(names, root)
    const draft: Draft = {
      names,
      root,
      offset,
      length,
      told,
      called: false,
      arguments: [],
      replaced: false,
    }
    this.#drafts.push(draft)
    return { names, root, draft }
  }

  /** Past the limit a name is told once, so that none is missed, and no longer followed. */
  #reachOnce(names: readonly string[], root: Reference['root']): Path {
    const name = names.at(-1) ?? ''
    if (!this.#onlyNamed.has(name)) this.#onlyNamed.set(name, { ...this.#place })
    return { names: [name], root, draft: null }
  }

  /** The same value, reached once more, here. */
  again(value: Value, told: Draft['told']): Value {
    if (value.kind !== 'paths') return value
    return {
      kind: 'paths',
      paths: value.paths.map(({ names, root }) => this.reach(names, root, told)),
    }
  }

  /** The attribute `name` of a value. */
  attribute(value: Value, name: string): Value {
    const owners = pathsOf(value)
    if (owners.length === 0) return { kind: 'paths', paths: [this.reach([name], 'unknown')] }
    const paths = owners.map(({ names, root, draft }) => {
      const chain = longer(names, name)
      if (draft !== null && !draft.called && chain.length > names.length) draft.replaced = true
      return this.reach(chain, root)
    })
    return { kind: 'paths', paths }
  }

  /** Notes that a path is called. One that was called before is noted once more. */
  call({ names, root, draft }: Path, texts: readonly string[]): void {
    const open = draft?.called === false ? draft : this.reach(names, root).draft
    if (open === null) return
    open.called = true
    open.arguments = texts
  }

  store(variable: string, value: Value): void {
    const isFollowed = value.kind === 'literal' || value.kind === 'paths'
    if (!isFollowed) {
      this.#variables.delete(variable)
      return
    }
    this.hasBound = true
    const before = this.everything.get(variable)
    this.everything.set(variable, before === undefined ? value : either(before, value))
    if (this.#variables.size < MAX_VARIABLES || this.#variables.has(variable))
      this.#variables.set(variable, value)
  }

  /** What a variable holds; where that is not known, what it may have been given anywhere. */
  load(variable: string): Value | undefined {
    return this.#variables.get(variable) ?? this.everything.get(variable)
  }

  /** Joins in every value that any variable was ever given: control may come from further down. */
  joinEverything(): void {
    for (const [variable, value] of this.everything) {
      const known = this.#variables.get(variable)
      if (known !== undefined) this.#variables.set(variable, either(known, value))
    }
  }

  state(): State {
    return { stack: this.#stack.slice(-KEPT_STACK), variables: new Map(this.#variables) }
  }

  /** Goes on from a state, or from nothing known. */
  enter(state: State | undefined): void {
    this.#stack = [...(state?.stack ?? [])]
    this.#variables = new Map(state?.variables)
  }

  /** Goes on from here or from `state`: control comes in both ways. */
  join(state: State): void {
    const both = joined({ stack: this.#stack, variables: this.#variables }, state)
    this.#stack.splice(this.#stack.length - both.stack.length, both.stack.length, ...both.stack)
    this.#variables = new Map(both.variables)
  }

  /** What was reached, in order: of a chain the longest, of a mere variable only what is done with it. */
  references(): readonly Reference[] {
    const followed = this.#drafts.filter(isWorthTelling).map((draft): Reference => {
      const { names, root, called, offset, length } = draft
      return { path: names, root, called, arguments: draft.arguments, offset, length }
    })
    const named = [...this.#onlyNamed].map(([name, { offset, length }]): Reference => {
      return { path: [name], root: 'unknown', called: false, arguments: [], offset, length }
    })
    return [...followed, ...named]
  }
}

function isWorthTelling({ told, called, replaced }: Draft): boolean {
  return called || told === 'always' || (told === 'name' && !replaced)
}

/** What is known where control comes from two places: the upper items of both stacks, all variables. */
export function joined(first: State, second: State): State {
  const depth = Math.min(first.stack.length, second.stack.length)
  const upper = first.stack.slice(first.stack.length - depth)
  const offset = second.stack.length - depth
  const stack = upper.map((value, at) => either(value, second.stack[offset + at] ?? UNKNOWN))
  const variables = new Map(first.variables)
  for (const [variable, value] of second.variables) {
    const other = first.variables.get(variable)
    variables.set(variable, other === undefined ? value : either(other, value))
  }
  return { stack, variables }
}
