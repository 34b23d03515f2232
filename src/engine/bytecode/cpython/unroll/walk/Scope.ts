import { UNKNOWN, type Environment, type Value } from '../values.ts'

/** The variables of a module or a function. */
export class Scope implements Environment {
  readonly outer: Environment | null
  readonly variables: Map<string, Value>
  /** Modules of which every name was imported. */
  readonly stars: string[] = []
  /** Names that belong to the module, or to a function around, by `global` or `nonlocal`. */
  readonly #outside = new Set<string>()

  constructor(outer: Environment | null, variables: ReadonlyMap<string, Value> = new Map()) {
    this.outer = outer
    this.variables = new Map(variables)
  }

  get(name: string): Value | undefined {
    return this.variables.get(name) ?? this.outer?.get(name)
  }

  set(name: string, value: Value): void {
    if (this.outer !== null && this.#outside.has(name)) this.outer.set(name, value)
    else this.variables.set(name, value)
  }

  starred(name: string, isKnown: (name: string) => boolean): string | undefined {
    const own = this.stars.find((module) => isKnown(`${module}.${name}`))
    return own ?? this.outer?.starred(name, isKnown)
  }

  /** `global name`, `nonlocal name`. */
  declareOutside(name: string): void {
    this.#outside.add(name)
  }

  restore(state: ReadonlyMap<string, Value>): void {
    this.variables.clear()
    for (const [name, value] of state) this.variables.set(name, value)
  }

  forget(name: string): void {
    if (this.get(name) !== undefined) this.set(name, UNKNOWN)
  }
}

const MAX_KEPT = 10_000 // variables of one scope that are compared after a branch

/** Runs branches one after the other from the same state; what they leave different is not known afterwards. */
export function join(scope: Scope, branches: readonly (() => void)[]): void {
  const before = new Map(scope.variables)
  if (before.size > MAX_KEPT) {
    for (const branch of branches) branch()
    return
  }
  const after = branches.map((branch) => {
    scope.restore(before)
    branch()
    return new Map(scope.variables)
  })
  const names = new Set(after.flatMap((state) => [...state.keys()]))
  for (const name of names) {
    const values = after.flatMap((state) => state.get(name) ?? [])
    scope.variables.set(name, same(values))
  }
}

/** A name that one branch alone binds is that: in the others it would be an error. Paths: any of them. */
function same(values: readonly Value[]): Value {
  const [first = UNKNOWN, ...rest] = values
  if (rest.every((value) => isSame(first, value))) return first
  const paths = values.filter(({ kind }) => kind === 'path')
  return paths[0] ?? UNKNOWN
}

function isSame(first: Value, second: Value): boolean {
  if (first === second) return true
  if (first.kind === 'path' && second.kind === 'path')
    return first.names.join('.') === second.names.join('.')
  if (first.kind === 'text' && second.kind === 'text') return first.text === second.text
  return first.kind === 'integer' && second.kind === 'integer' && first.value === second.value
}
