// What no genuine writer of models puts into an HDF5 file: values from elsewhere, links, shapes without values.
import { attempt, type AddressSpace, type Piece } from './AddressSpace.ts'
import type { DataLayout } from './dataLayout.ts'
import type { Dataset, Range } from './dataset.ts'
import { isKnownFilter } from './filterPipeline.ts'
import type { Link } from './linkMessage.ts'
import { readExternalNames, readVirtualSources } from './namedFiles.ts'

const KERAS_LIMIT = 4n << 30n // what Keras 3.12.3 and 3.15.0 still load
const MAX_NAMED = 5 // of the files in one sentence
const MIB = 1n << 20n

/** Evidence, for whoever judges it: what, of which object, and where in the file it is written. */
export interface Remark extends Range {
  readonly what:
    | 'external-storage'
    | 'external-link'
    | 'soft-link'
    | 'virtual-dataset'
    | 'unknown-filter'
    | 'opaque-dataset'
    | 'shape-bomb'
  /** The object or link. */
  readonly path: string
  /** One sentence without a full stop. */
  readonly detail: string
  /** The files that are read. */
  readonly subjects?: readonly string[]
  /** `same-file`: it leads to nothing outside. `over-limit`: more than Keras itself loads. */
  readonly traits?: readonly ('same-file' | 'over-limit')[]
}

/** What is odd in a link that is not hard; undefined for one that is. */
export function remarkOnLink(path: string, link: Link): Remark | undefined {
  const { offset, length } = link
  switch (link.kind) {
    case 'hard':
      return undefined
    case 'soft':
      return {
        what: 'soft-link',
        path,
        detail: `${path} is a soft link to ${link.target}`,
        offset,
        length,
      }
    case 'external': {
      const detail = `${path} is a link to ${link.target} in the file ${link.file}`
      return { what: 'external-link', path, detail, subjects: [link.file], offset, length }
    }
    case 'user': {
      const detail = `${path} is a link of the user-defined type ${link.type}`
      return { what: 'external-link', path, detail, offset, length }
    }
  }
}

/** What is odd in the dataset at `path`, whose header stands in `range`. */
export function* remarksOnDataset(
  space: AddressSpace,
  path: string,
  dataset: Dataset,
  range: Range,
): Generator<Remark> {
  const { offset, length } = range
  const remark = (what: Remark['what'], detail: string) => ({ what, path, detail, offset, length })
  if (dataset.externalFiles !== null)
    yield { ...externalStorage(space, path, dataset.externalFiles), offset, length }
  if (dataset.layout.kind === 'virtual')
    yield { ...virtualDataset(space, path, dataset.layout), offset, length }
  for (const { id, name } of dataset.filters)
    if (!isKnownFilter(id))
      yield remark('unknown-filter', `${path} went through filter ${id} ${name}`.trimEnd())
  if (dataset.datatype.isOpaque)
    yield remark('opaque-dataset', `${path} holds ${dataset.declaredBytes} opaque bytes`)
  if (isShapeBomb(space, dataset))
    yield {
      ...remark(
        'shape-bomb',
        `${path} declares ${dataset.declaredBytes} bytes and stores ${stored(dataset)}`,
      ),
      traits: dataset.declaredBytes > KERAS_LIMIT ? ['over-limit'] : [],
    }
}

type Virtual = Extract<DataLayout, { kind: 'virtual' }>
type Said = Omit<Remark, 'offset' | 'length'>

function externalStorage(space: AddressSpace, path: string, message: Piece): Said {
  const names = attempt([], () => readExternalNames(space, message)) ?? []
  const files = names.length === 0 ? 'whose names cannot be read' : named(names)
  const detail = `the values of ${path} are in other files: ${files}`
  return { what: 'external-storage', path, detail, subjects: names }
}

function virtualDataset(space: AddressSpace, path: string, layout: Virtual): Said {
  const { heap, object } = layout
  const found =
    heap === null ? undefined : attempt([], () => readVirtualSources(space, heap, object))
  const [first, ...others] = found?.sources ?? []
  if (found === undefined || first === undefined) {
    const detail = `${path} is put together from other datasets, whose names cannot be read`
    return { what: 'virtual-dataset', path, detail }
  }
  const files = [...new Set([first, ...others].map(({ file }) => file))]
  const isWhole = others.length + 1 === found.count
  const detail = `${path} is put together from ${found.count} others, the first of them ${first.dataset} in the file ${first.file}${files.length > 1 ? `; the files are ${named(files)}` : ''}`
  const isSame = isWhole && files.every((file) => file === '.')
  return {
    what: 'virtual-dataset',
    path,
    detail,
    subjects: files,
    traits: isSame ? ['same-file'] : [],
  }
}

function named(names: readonly string[]): string {
  const more = names.length - MAX_NAMED
  const shown = names.slice(0, MAX_NAMED).join(', ')
  return more > 0 ? `${shown} and ${more} more` : shown
}

/** What is written when the values are few beside the shape: memory for nothing. */
function isShapeBomb({ fileSize }: AddressSpace, dataset: Dataset): boolean {
  const { declaredBytes, storedBytes, externalFiles, layout } = dataset
  if (externalFiles !== null || layout.kind === 'virtual') return false
  const most = BigInt(Math.min(storedBytes ?? fileSize, fileSize))
  const isHuge = declaredBytes > KERAS_LIMIT && declaredBytes > 1_000n * most
  return isHuge || (declaredBytes > 64n * MIB && declaredBytes > 10_000n * most)
}

function stored({ storedBytes }: Dataset): string {
  return storedBytes === null ? 'no more than the file has' : String(storedBytes)
}
