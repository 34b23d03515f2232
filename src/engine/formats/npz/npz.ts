// Several NumPy arrays in a zip archive. https://numpy.org/doc/stable/reference/generated/numpy.savez.html
import { checksumParts, openMembers, zipOddityParts } from '../../containers/zip/zipParts.ts'
import { npyHeader } from '../../encodings/npy/npyHeader.ts'
import { readZip, zipNames } from '../../encodings/zip/readZip.ts'
import { detailPart } from '../../model/toPart.ts'
import type { InnerFile } from '../../model/ModelPart.ts'
import type { Format } from '../Format.ts'

const HEAD_BYTES = 4096

export const npz: Format = {
  id: 'npz',
  title: 'NumPy arrays (npz)',
  explanation:
    'A zip archive of .npy files: names, types and shapes are shown; arrays of Python objects are pickles that can run code when they are loaded',
  needsHdf5: true,
  matches({ isFolder, main }) {
    const names = isFolder ? new Set<string>() : zipNames(main.source)
    return names.size > 0 && [...names].every((name) => name.endsWith('.npy'))
  },
  *parts({ main }) {
    const directory = readZip(main.source)
    yield* zipOddityParts(directory.oddities, main.at)
    const files = yield* openMembers(main, directory.entries)
    const pickled = files.filter(hasObjects)
    yield detailPart(`${files.length} arrays, ${pickled.length} of Python objects`, main.at)
    for (const file of files) yield { kind: 'file', file }
  },
  details: ({ main }) => checksumParts(main, readZip(main.source)),
}

function hasObjects({ source }: InnerFile): boolean {
  const header = npyHeader(source.read(0, Math.min(HEAD_BYTES, source.size)))
  return header?.hasObjects === true
}
