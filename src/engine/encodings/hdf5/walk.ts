// A walk over every object of an HDF5 file that hard links reach, each once.
import { attempt, type AddressSpace, type Fault } from './AddressSpace.ts'
import type { Attribute } from './attributeMessage.ts'
import { isDataset, readDataset, type Dataset, type Range } from './dataset.ts'
import { readAttributes, readLinks } from './objectContents.ts'
import { readObjectHeader, type ObjectHeader } from './objectHeader.ts'
import { remarkOnLink, remarksOnDataset, type Remark } from './remarks.ts'
import type { Structure } from './structure.ts'

const MAX_OBJECTS = 200_000 // forty times the weights of the largest published Keras model
const MAX_DEPTH = 64 // groups in groups; Keras nests a few for each model in a model

export type Visit =
  /** `header` is where its object header stands. */
  | {
      readonly kind: 'dataset'
      readonly path: string
      readonly dataset: Dataset
      readonly header: Range
    }
  | { readonly kind: 'attribute'; readonly path: string; readonly attribute: Attribute }
  | { readonly kind: 'remark'; readonly remark: Remark }
  | { readonly kind: 'fault'; readonly path: string; readonly fault: Fault }

interface Place {
  readonly path: string
  readonly depth: number
  readonly address: number
}

/** Visits every object, depth first. Never throws for what is in the file: faults are visits. */
export function* walk({ space, root }: Structure): Generator<Visit> {
  const seen = new Set<number>()
  const waiting: Place[] = [{ path: '', depth: 0, address: root.address }]
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { path, address } = place
    if (seen.has(address)) continue
    seen.add(address)
    const limit = limitMet(place, seen.size)
    if (limit !== undefined) {
      const offset = space.sizes.base + address
      yield { kind: 'fault', path, fault: { kind: 'limit', message: limit, offset } }
      if (seen.size > MAX_OBJECTS) return
      continue
    }
    const children = yield* visit(space, place)
    for (const child of children.toReversed()) waiting.push(child)
  }
}

function limitMet({ path, depth }: Place, objects: number): string | undefined {
  if (objects > MAX_OBJECTS) return `more than ${MAX_OBJECTS} objects`
  return depth > MAX_DEPTH ? `${path} lies deeper than ${MAX_DEPTH} groups` : undefined
}

/** Yields all of one object; returns those that hard links in it lead to. */
function* visit(space: AddressSpace, place: Place): Generator<Visit, readonly Place[]> {
  const { path, depth, address } = place
  const faults: Fault[] = []
  const children: Place[] = []
  const header = attempt(faults, () => readObjectHeader(space, address))
  if (header !== undefined) {
    faults.push(...header.faults)
    for (const attribute of readAttributes(space, header, faults))
      yield { kind: 'attribute', path, attribute }
    if (isDataset(header)) yield* visitDataset(space, path, header, faults)
    for (const link of readLinks(space, header, faults)) {
      const childPath = path === '' ? link.name : `${path}/${link.name}`
      const remark = remarkOnLink(childPath, link)
      if (remark !== undefined) yield { kind: 'remark', remark }
      if (link.kind === 'hard')
        children.push({ path: childPath, depth: depth + 1, address: link.address })
    }
  }
  for (const fault of faults) yield { kind: 'fault', path, fault }
  return children
}

function* visitDataset(
  space: AddressSpace,
  path: string,
  header: ObjectHeader,
  faults: Fault[],
): Generator<Visit> {
  const dataset = attempt(faults, () => readDataset(space, header))
  if (dataset === undefined) return
  yield { kind: 'dataset', path, dataset, header }
  for (const remark of remarksOnDataset(space, path, dataset, header))
    yield { kind: 'remark', remark }
  const { layout, range } = dataset
  if (layout.kind !== 'contiguous' || range === null || layout.length === null) return
  if (range.length < layout.length)
    faults.push({
      kind: 'malformed',
      message: `the values take ${layout.length} bytes; the file has ${range.length} there`,
      offset: range.offset,
    })
}
