import type { Range, Reference } from '../../../model/Listing.ts'
import type { Draft, PathValue } from './values.ts'

const MAX_DRAFTS = 20_000 // of one payload; a detector looks at no more
const MAX_VARIANTS = 4 // calls at one place with other arguments, as in a loop
const MAX_PATH = 16 // names; longer chains of attributes keep their ends

interface Reach {
  readonly names: readonly string[]
  readonly root: Reference['root']
  readonly at: Range | null
  readonly isFolded?: boolean
  readonly told?: 'always' | 'name' | 'variable'
}

/** A reference, and whether it took more than reading to find it. */
export interface FoundReference {
  readonly reference: Reference
  readonly isFolded: boolean
}

/**
 * Notes every name that is reached, under the rules of `Reference`. `told`: `variable` for a variable, of which only
 * what is done with it is told.
 */
export class PathBook {
  readonly #drafts: Draft[] = []
  #quiet = 0

  /** Notes that a name is reached. */
  reach({ names, root, at, isFolded = false, told = 'name' }: Reach): PathValue {
    const place = at ?? { offset: 0, length: 0 }
    const draft: Draft = {
      names,
      root,
      at: place,
      called: false,
      arguments: [],
      isFolded,
      isAlwaysTold: told === 'always',
      isReplaced: told === 'variable',
    }
    const isKept = this.#quiet === 0 && this.#drafts.length < MAX_DRAFTS
    if (isKept) this.#drafts.push(draft)
    return { kind: 'path', names, root, draft, isFolded }
  }

  /** The attribute `name` of what a path leads to. `isFolded`: the name had to be put together. */
  attribute(path: PathValue, name: string, at: Range | null, isFolded = false): PathValue {
    const { draft, root } = path
    if (draft !== null && !draft.called) draft.isReplaced = true
    return this.reach({
      names: longer(path.names, name),
      root,
      at,
      isFolded: isFolded || path.isFolded,
    })
  }

  /** Notes that a path is called, and answers what comes back. */
  call(path: PathValue, literals: readonly string[], hasFolded: boolean): PathValue {
    const { names, root, draft, isFolded } = path
    const open =
      draft?.called === false
        ? draft
        : this.reach({ names, root, at: draft?.at ?? null, isFolded }).draft
    if (open !== null) {
      open.called = true
      open.arguments = literals
      open.isFolded ||= hasFolded
    }
    return { ...path, names: calledNames(names), draft: null }
  }

  /** Runs something whose names are told elsewhere. */
  quietly<T>(run: () => T): T {
    this.#quiet++
    const value = run()
    this.#quiet--
    return value
  }

  /** What was reached, each once, in order: of a chain the longest, of calls those with the most that is known. */
  references(): readonly FoundReference[] {
    const told = new Map<string, Draft>()
    const most = new Map<string, number>()
    const variants = new Map<string, number>()
    for (const draft of this.#drafts) {
      if (!draft.called && !draft.isAlwaysTold && draft.isReplaced) continue
      const { at, called, names, root } = draft
      const place = JSON.stringify([names, root, at, called])
      most.set(place, Math.max(most.get(place) ?? 0, draft.arguments.length))
      told.set(`${place} ${JSON.stringify(draft.arguments)}`, draft)
    }
    return [...told.values()].flatMap((draft) => {
      const { names: path, root, at, called, isFolded, arguments: literals } = draft
      const place = JSON.stringify([path, root, at, called])
      if (literals.length < (most.get(place) ?? 0)) return []
      const { offset, length } = at
      const variant = (variants.get(place) ?? 0) + 1
      variants.set(place, variant)
      if (variant > MAX_VARIANTS) return []
      return [{ reference: { path, root, called, arguments: literals, offset, length }, isFolded }]
    })
  }
}

function longer(names: readonly string[], name: string): readonly string[] {
  const all = [...names, name]
  return all.length <= MAX_PATH ? all : [...all.slice(0, 2), '…', ...all.slice(3 - MAX_PATH)]
}

function calledNames(names: readonly string[]): readonly string[] {
  const last = names.at(-1) ?? ''
  return last.endsWith('()()') ? names : [...names.slice(0, -1), `${last}()`]
}
