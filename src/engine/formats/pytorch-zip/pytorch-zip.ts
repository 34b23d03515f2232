// PyTorch since 1.6 and TorchScript: a zip archive with pickles. https://pytorch.org/docs/stable/notes/serialization.html
import { torchScriptParts } from '../../containers/pickle/torchScript.ts'
import { checksumParts, openMembers, zipOddityParts } from '../../containers/zip/zipParts.ts'
import { readZip, zipNames } from '../../encodings/zip/readZip.ts'
import type { ZipEntry } from '../../encodings/zip/Zip.ts'
import { detailPart } from '../../model/toPart.ts'
import type { Format } from '../Format.ts'

const MARK = /(?:^|\/)(?:data\.pkl|constants\.pkl|\.data\/serialization_id)$/

export const pytorchZip: Format = {
  id: 'pytorch-zip',
  title: 'PyTorch (zip)',
  explanation:
    'A PyTorch or TorchScript zip archive: its pickles are followed without running them, and the sources of TorchScript are searched for what does more than compute; the values of tensors are not looked at',
  needsHdf5: true,
  matches: ({ isFolder, main }) => !isFolder && [...zipNames(main.source)].some(isMark),
  *parts({ main }) {
    const directory = readZip(main.source)
    yield* zipOddityParts(directory.oddities, main.at)
    yield detailPart(describe(directory.entries), main.at)
    const wanted = directory.entries.filter(({ name }) => !isTensor(name))
    for (const file of yield* openMembers(main, wanted))
      if (isSource(file.path)) yield* torchScriptParts(file)
      else yield { kind: 'file', file }
  },
  details: ({ main }) => checksumParts(main, readZip(main.source)),
}

function isMark(name: string): boolean {
  return MARK.test(name)
}

/** Raw bytes of numbers, by the names that PyTorch gives them; whatever else there is is examined as a file. */
function isTensor(path: string): boolean {
  return /(?:^|\/)(?:data|constants|tensors)\/\d+$/.test(path)
}

function isPickle(path: string): boolean {
  return /\.(?:debug_)?pkl$/.test(path)
}

function isSource(path: string): boolean {
  return /(?:^|\/)code\/.*\.py$/.test(path)
}

function describe(entries: readonly ZipEntry[]): string {
  const pickles = entries.filter(({ name }) => isPickle(name)).length
  const sources = entries.filter(({ name }) => isSource(name)).length
  const kind = entries.some(({ name }) => name.endsWith('constants.pkl')) ? 'TorchScript, ' : ''
  return `${kind}${entries.length} members: ${pickles} pickles, ${sources} TorchScript sources`
}
