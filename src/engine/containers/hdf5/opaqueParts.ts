import { sliceSource } from '../../bytes/ByteSource.ts'
import { attempt } from '../../encodings/hdf5/AddressSpace.ts'
import { isDataset, readDataset, type Dataset } from '../../encodings/hdf5/dataset.ts'
import { readObjectHeader } from '../../encodings/hdf5/objectHeader.ts'
import { linksOf, type Structure } from '../../encodings/hdf5/structure.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { isDirect } from './hiddenFiles.ts'

/** Objects of the root that the first verdict looks at: each costs a header, 64 KiB apart at worst. */
const MAX_LOOKS = 64

/** The datasets in the root whose bytes mean nothing to HDF5. Each is a file of its own: a pickle, perhaps. */
export function* opaqueParts(structure: Structure, file: InnerFile): Iterable<ModelPart> {
  for (const [name, address] of firstObjects(structure)) {
    const dataset = attempt([], () => {
      const header = readObjectHeader(structure.space, address)
      return isDataset(header) ? readDataset(structure.space, header) : undefined
    })
    if (dataset?.datatype.isOpaque === true && dataset.range !== null && isDirect(dataset.datatype))
      yield opaqueFile(name, dataset.range, file)
  }
}

/** Names of the objects that `opaqueParts` looks at. */
export function firstObjects(structure: Structure): ReadonlyMap<string, number> {
  const objects = new Map<string, number>()
  for (const link of linksOf(structure, structure.root).links) {
    if (objects.size === MAX_LOOKS) break
    if (link.kind === 'hard') objects.set(link.name, link.address)
  }
  return objects
}

function opaqueFile(
  name: string,
  { offset, length }: NonNullable<Dataset['range']>,
  { source, at }: InnerFile,
): ModelPart {
  const where = rangeWithin(at, { kind: 'dataset', name, offset, length })
  return {
    kind: 'file',
    file: { path: name, source: sliceSource(source, offset, length), at: where },
  }
}
