// Tar archives, in which SavedModels, NeMo models and PyTorch files before 2018 come.
import { sliceSource } from '../../bytes/ByteSource.ts'
import { innerParts } from '../../containers/archive/innerParts.ts'
import { isTar, readTar, type TarEntry } from '../../encodings/tar/readTar.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { detailPart, oddityPart, problemPart } from '../../model/toPart.ts'
import type { Format } from '../Format.ts'

const MAX_FILES = 2_000 // as many as a report examines

export const tarArchive: Format = {
  id: 'tar-archive',
  title: 'Tar archive',
  explanation: 'A tar archive: every file in it is examined as if it lay there by itself',
  needsHdf5: true,
  matches: ({ isFolder, head }) => !isFolder && isTar(head),
  *parts({ name, main }): Iterable<ModelPart> {
    const { entries, oddities } = readTar(main.source)
    yield detailPart(`${entries.length} members`, main.at)
    for (const oddity of oddities) yield oddityPart(oddity, main.at)
    const files = entries.filter(({ type }) => type === 'file')
    if (files.length > MAX_FILES)
      yield problemPart(
        'limit',
        `${files.length} members; ${MAX_FILES} of them were examined`,
        main.at,
      )
    yield* innerParts(
      name,
      files.slice(0, MAX_FILES).map((entry) => memberFile(main, entry)),
    )
  },
}

function memberFile({ source, at }: InnerFile, { name, dataOffset, size }: TarEntry): InnerFile {
  const piece = { kind: 'member', name, offset: dataOffset, length: size } as const
  return { path: name, source: sliceSource(source, dataOffset, size), at: rangeWithin(at, piece) }
}
