// Tar archives, in which SavedModels, NeMo models and PyTorch files before 2018 come.
import { sliceSource } from '../../bytes/ByteSource.ts'
import type { ParseError } from '../../bytes/ParseError.ts'
import { innerParts } from '../../containers/archive/innerParts.ts'
import { isTorchTar, torchTarParts } from '../../containers/pickle/torchTar.ts'
import { isTar, readTar, type TarEntry, type TarOddity } from '../../encodings/tar/readTar.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { detailPart, oddityPart, problemPart } from '../../model/toPart.ts'
import type { Format } from '../Format.ts'

const MAX_FILES = 2_000 // as many as a report examines

/** Files of PyTorch with pickles and raw numbers by turns. */
const MIXED: ReadonlySet<string> = new Set(['storages', 'tensors'])

export const tarArchive: Format = {
  id: 'tar-archive',
  title: 'Tar archive',
  explanation: 'A tar archive: every file in it is examined as if it lay there by itself',
  needsHdf5: true,
  matches: ({ isFolder, head }) => !isFolder && isTar(head),
  *parts({ name, main }): Iterable<ModelPart> {
    const { entries, oddities, fault } = readTar(main.source)
    const isTorch = isTorchTar(entries.map((entry) => entry.name))
    yield detailPart(`${isTorch ? 'PyTorch before 0.1.9, ' : ''}${entries.length} members`, main.at)
    for (const oddity of oddities) yield oddityPart(oddity, main.at)
    if (fault !== null) yield broken(fault, main)
    for (const entry of entries) if (entry.type === 'sparse') yield sparse(entry, main)
    const files = entries.filter(({ type }) => type === 'file' || type === 'sparse')
    if (files.length > MAX_FILES)
      yield problemPart(
        'limit',
        `${files.length} members; ${MAX_FILES} of them were examined`,
        main.at,
      )
    const members = files.slice(0, MAX_FILES).map((entry) => memberFile(main, entry))
    const mixed = members.filter(({ path }) => isTorch && MIXED.has(path))
    yield* innerParts(
      name,
      members.filter((file) => !mixed.includes(file)),
    )
    for (const file of mixed) yield* torchTarParts(file)
    for (const file of filesBehind(main, oddities)) yield { kind: 'file', file }
  },
}

function memberFile({ source, at }: InnerFile, { name, dataOffset, size }: TarEntry): InnerFile {
  const piece = { kind: 'member', name, offset: dataOffset, length: size } as const
  return { path: name, source: sliceSource(source, dataOffset, size), at: rangeWithin(at, piece) }
}

function broken({ message, offset }: ParseError, { at }: InnerFile): ModelPart {
  const piece = { kind: 'range', name: `byte ${offset}`, offset, length: 0 } as const
  return problemPart('malformed', message, rangeWithin(at, piece))
}

/** What is stored is examined; where its holes are is not. */
function sparse({ name, dataOffset, size }: TarEntry, { at }: InnerFile): ModelPart {
  const piece = { kind: 'member', name, offset: dataOffset, length: size } as const
  const message = `${name} is stored with holes, which were not filled: its pieces were examined as they stand`
  return problemPart('not-analysed', message, rangeWithin(at, piece))
}

/** Archives and models behind the end, where Python does not look. */
function filesBehind(
  { path, source, at }: InnerFile,
  oddities: readonly TarOddity[],
): readonly InnerFile[] {
  return oddities
    .filter(({ what, traits = [] }) => what === 'trailing-data' && traits.includes('file'))
    .map(({ name, offset, length }) => ({
      path: `${path} (${name})`,
      source: sliceSource(source, offset, length),
      at: rangeWithin(at, { kind: 'member', name, offset, length }),
    }))
}
