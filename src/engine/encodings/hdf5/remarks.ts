// What no genuine writer of models puts into an HDF5 file: values from elsewhere, links, shapes without values.
import { attempt, type AddressSpace } from './AddressSpace.ts'
import type { Dataset, Range } from './dataset.ts'
import { isKnownFilter } from './filterPipeline.ts'
import type { Link } from './linkMessage.ts'
import { readExternalNames, readVirtualSource } from './namedFiles.ts'

const GIB = 1n << 30n
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
      return { what: 'external-link', path, detail, offset, length }
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
  if (dataset.externalFiles !== null) {
    const names = externalNames(space, dataset)
    yield remark('external-storage', `the values of ${path} are in other files: ${names}`)
  }
  if (dataset.layout.kind === 'virtual')
    yield remark('virtual-dataset', `${path} is put together from ${virtualSource(space, dataset)}`)
  for (const { id, name } of dataset.filters)
    if (!isKnownFilter(id))
      yield remark('unknown-filter', `${path} went through filter ${id} ${name}`.trimEnd())
  if (dataset.datatype.isOpaque)
    yield remark('opaque-dataset', `${path} holds ${dataset.declaredBytes} opaque bytes`)
  if (isShapeBomb(space, dataset))
    yield remark(
      'shape-bomb',
      `${path} declares ${dataset.declaredBytes} bytes and stores ${stored(dataset)}`,
    )
}

function externalNames(space: AddressSpace, { externalFiles }: Dataset): string {
  const names = externalFiles && attempt([], () => readExternalNames(space, externalFiles))
  return names?.join(', ') ?? 'their names cannot be read'
}

function virtualSource(space: AddressSpace, { layout }: Dataset): string {
  const heap = layout.kind === 'virtual' ? layout.heap : null
  const object = layout.kind === 'virtual' ? layout.object : 0
  const source =
    heap === null ? undefined : attempt([], () => readVirtualSource(space, heap, object))
  if (source === undefined) return 'other datasets, whose names cannot be read'
  const { file, dataset, sources } = source
  return `${sources} others, the first of them ${dataset} in the file ${file}`
}

/** What is written when the values are few beside the shape: memory for nothing. */
function isShapeBomb({ fileSize }: AddressSpace, dataset: Dataset): boolean {
  const { declaredBytes, storedBytes, externalFiles, layout } = dataset
  if (externalFiles !== null || layout.kind === 'virtual') return false
  const most = BigInt(Math.min(storedBytes ?? fileSize, fileSize))
  const isHuge = declaredBytes > 4n * GIB && declaredBytes > 1_000n * most
  return isHuge || (declaredBytes > 64n * MIB && declaredBytes > 10_000n * most)
}

function stored({ storedBytes }: Dataset): string {
  return storedBytes === null ? 'no more than the file has' : String(storedBytes)
}
