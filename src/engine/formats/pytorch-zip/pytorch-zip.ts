// PyTorch since 1.6 and TorchScript: a zip archive with pickles. https://pytorch.org/docs/stable/notes/serialization.html
import { checksumParts, openMembers, zipOddityParts } from '../../containers/zip/zipParts.ts'
import { readZip, zipNames } from '../../encodings/zip/readZip.ts'
import type { ZipEntry } from '../../encodings/zip/Zip.ts'
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Format } from '../Format.ts'

const MARK = /(?:^|\/)(?:data\.pkl|constants\.pkl|\.data\/serialization_id)$/

export const pytorchZip: Format = {
  id: 'pytorch-zip',
  title: 'PyTorch (zip)',
  explanation:
    'A PyTorch or TorchScript zip archive: the archive is examined, and what the pickles in it import is listed, but not what they do with it; loading it can run code',
  needsHdf5: true,
  matches: ({ isFolder, main }) => !isFolder && [...zipNames(main.source)].some(isMark),
  *parts({ name, main }) {
    const directory = readZip(main.source)
    yield* zipOddityParts(directory.oddities, main.at)
    yield detailPart(describe(directory.entries), main.at)
    const message = `${name} is a PyTorch zip archive: recognised, not analysed by this version; pickles inside it can run code when loaded`
    yield problemPart('not-analysed', message, main.at)
    const files = yield* openMembers(
      main,
      directory.entries.filter(({ name: path }) => isPickle(path)),
    )
    for (const file of files) yield { kind: 'file', file }
  },
  details: ({ main }) => checksumParts(main, readZip(main.source)),
}

function isMark(name: string): boolean {
  return MARK.test(name)
}

function isPickle(path: string): boolean {
  return /\.(?:debug_)?pkl$/.test(path)
}

function describe(entries: readonly ZipEntry[]): string {
  const pickles = entries.filter(({ name }) => isPickle(name)).length
  const sources = entries.filter(({ name }) => name.endsWith('.py')).length
  const kind = entries.some(({ name }) => name.endsWith('constants.pkl')) ? 'TorchScript, ' : ''
  return `${kind}${entries.length} members: ${pickles} pickles, ${sources} TorchScript sources`
}
