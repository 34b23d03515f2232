// Lists whose things have a key of their own: weights, facts, files, operations, references out of the file.
import type {
  Fact,
  Operation,
  OutsideReference,
  Report,
  SourceFile,
  Tensor,
} from '../engine/index.ts'
import type { Found, Place, ValueChange } from './Comparison.ts'
import { pair } from './pairs.ts'
import { cutText } from './values.ts'

/** How the things of one list are told apart, named and compared. */
interface Kind<T> {
  readonly name: (item: T) => string
  readonly key: (item: T) => string
  readonly values: (item: T) => readonly (readonly [path: string, value: string | null])[]
  readonly place: (item: T) => Place | null
}

function compareList<T>(
  before: readonly T[],
  after: readonly T[],
  kind: Kind<T>,
): readonly Found[] {
  const whole = (item: T): string => JSON.stringify([kind.key(item), kind.values(item)])
  const { both, gone, come } = pair(before, after, [whole, kind.key])
  const row = (change: Found['change'], one: T | null, other: T | null): readonly Found[] => {
    const shown = other ?? one
    const values = valueChanges(
      one === null ? [] : kind.values(one),
      other === null ? [] : kind.values(other),
    )
    if (shown === null || values.length === 0) return []
    return [
      {
        change,
        name: kind.name(shown),
        values,
        leftOut: 0,
        note: '',
        before: one === null ? null : kind.place(one),
        after: other === null ? null : kind.place(other),
      },
    ]
  }
  return [
    ...come.flatMap((item) => row('added', null, item)),
    ...gone.flatMap((item) => row('removed', item, null)),
    ...both.flatMap(([one, other]) => row('changed', one, other)),
  ]
}

type Values = ReturnType<Kind<unknown>['values']>

function valueChanges(before: Values, after: Values): readonly ValueChange[] {
  const [mine, its] = [new Map(before), new Map(after)]
  return [...new Set([...mine.keys(), ...its.keys()])].flatMap((path) => {
    const [one, other] = [mine.get(path) ?? null, its.get(path) ?? null]
    if (one === other) return []
    return [{ path, before: cut(one), after: cut(other) }]
  })
}

function cut(text: string | null): string | null {
  return text === null ? null : cutText(text)
}

function at(location: Fact['at']): Place {
  return { kind: 'location', location }
}

const TENSOR: Kind<Tensor> = {
  name: ({ name }) => name,
  key: ({ name }) => name,
  values: ({ dtype, shape, storedBytes }) => [
    ['type', dtype],
    ['shape', `(${shape.join(', ')})`],
    ['stored bytes', storedBytes === null ? null : String(storedBytes)],
  ],
  place: (tensor) => at(tensor.at),
}

const FACT: Kind<Fact> = {
  name: ({ name }) => name,
  key: ({ name }) => name,
  values: ({ value }) => [['value', value]],
  place: (fact) => at(fact.at),
}

const FILE: Kind<SourceFile> = {
  name: ({ path }) => path,
  key: ({ path }) => path,
  values: ({ size, sha256 }) => [
    ['bytes', String(size)],
    ['SHA-256', sha256],
  ],
  place: () => null,
}

const OPERATION: Kind<Operation> = {
  name: ({ op, node, graph, layer }) => `${op} · ${layer ?? graph ?? 'graph'} › ${node}`,
  key: ({ op, node, graph, layer }) => JSON.stringify([op, node, graph, layer]),
  values: ({ operands, runs, count }) => [
    ...operands.map(({ name, text, from }) => [name, text ?? `(${from})`] as const),
    ['runs', runs],
    ['count', String(count)],
  ],
  place: (operation) => at(operation.at),
}

const OUTSIDE: Kind<OutsideReference> = {
  name: ({ what, key, layer }) => `${what} · ${layer ?? 'model'} › ${key}`,
  key: ({ what, key, layer }) => JSON.stringify([what, key, layer]),
  values: ({ target }) => [['target', target]],
  place: (reference) => at(reference.at),
}

/** Names, types, shapes and stored sizes of weights; never their values. */
export function compareWeights(before: Report, after: Report): readonly Found[] {
  return compareList(before.tensors, after.tensors, TENSOR)
}

/** Versions, dates, names: what the files say of themselves. */
export function compareFacts(before: Report, after: Report): readonly Found[] {
  return compareList(before.facts, after.facts, FACT)
}

/** The files of two folders. */
export function compareFiles(before: Report, after: Report): readonly Found[] {
  return compareList(before.source.files, after.source.files, FILE)
}

/** Operations of TensorFlow graphs that do more than compute. */
export function compareOperations(before: Report, after: Report): readonly Found[] {
  return compareList(before.operations, after.operations, OPERATION)
}

/** Values that lead a loader out of the file. */
export function compareOutside(before: Report, after: Report): readonly Found[] {
  return compareList(before.outside, after.outside, OUTSIDE)
}
