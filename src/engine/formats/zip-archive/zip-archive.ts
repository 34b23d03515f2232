// Any zip archive that is no format of its own: a zipped SavedModel, a model in a zip, or anything at all.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { innerParts } from '../../containers/archive/innerParts.ts'
import { splitAtZip, unlistedFiles, type ZipBehind } from '../../containers/zip/zipBehind.ts'
import { checksumParts, openMembers, zipOddityParts } from '../../containers/zip/zipParts.ts'
import { endsLikeZip } from '../../encodings/zip/endRecord.ts'
import { isZip, readZip } from '../../encodings/zip/readZip.ts'
import { detailPart } from '../../model/toPart.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import type { Format, Input } from '../Format.ts'

export const zipArchive: Format = {
  id: 'zip-archive',
  title: 'Zip archive',
  explanation:
    'A zip archive: every file in it is examined as if it lay there by itself, and what is odd in the archive is told',
  needsHdf5: true,
  matches: ({ isFolder, main, head }) =>
    !isFolder && (isZip(main.source) || (!isOtherFormat(head) && endsLikeZip(main.source))),
  *parts(input) {
    const split = isZip(input.main.source) ? undefined : splitAtZip(input.main)
    yield* split === undefined ? memberParts(input) : halves(input.main, split)
  },
  details: ({ main }) => (isZip(main.source) ? checksumParts(main, readZip(main.source)) : []),
}

function* memberParts({ name, main }: Input): Iterable<ModelPart> {
  const directory = readZip(main.source)
  yield* zipOddityParts(directory.oddities, main.at)
  yield detailPart(`${directory.entries.length} members`, main.at)
  yield* innerParts(name, yield* openMembers(main, directory.entries))
  for (const file of unlistedFiles(main, directory.oddities)) yield { kind: 'file', file }
}

/** Either half may be a model, for a loader that looks at the end or for one that looks at the start. */
function* halves({ source, at }: InnerFile, { before, archive }: ZipBehind): Iterable<ModelPart> {
  const oddities = readZip(source).oddities.filter(({ what }) => what === 'prefix-data')
  yield* zipOddityParts(oddities, at)
  yield { kind: 'file', file: before }
  yield { kind: 'file', file: archive }
}

/** Formats that yield the archive behind them by themselves: HDF5, binary pickles, TensorFlow Lite. */
function isOtherFormat(head: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(head.subarray(0, 8))
  return /^(?:\x89HDF|\x80[\0-\x05]|.{4}TFL3)/s.test(start)
}
