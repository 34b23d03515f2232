// Any zip archive that is no format of its own: a zipped SavedModel, a model in a zip, or anything at all.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { ParseError } from '../../bytes/ParseError.ts'
import { innerParts } from '../../containers/archive/innerParts.ts'
import { splitAtZip, unlistedFiles, type ZipBehind } from '../../containers/zip/zipBehind.ts'
import { checksumParts, openMembers, zipOddityParts } from '../../containers/zip/zipParts.ts'
import { endsLikeZip } from '../../encodings/zip/endRecord.ts'
import { isZip, readZip } from '../../encodings/zip/readZip.ts'
import { recoverEntries } from '../../encodings/zip/recoverEntries.ts'
import type { ZipDirectory } from '../../encodings/zip/Zip.ts'
import { detailPart, problemPart } from '../../model/toPart.ts'
import { rangeWithin } from '../../model/Location.ts'
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
  details({ main }) {
    const directory = isZip(main.source) ? directoryOf(main) : null
    return directory instanceof ParseError || directory === null
      ? []
      : checksumParts(main, directory)
  },
}

function* memberParts(input: Input): Iterable<ModelPart> {
  const directory = directoryOf(input.main)
  yield* directory instanceof ParseError
    ? recoveredParts(input, directory)
    : listedParts(input, directory)
}

function directoryOf({ source }: InnerFile): ZipDirectory | ParseError {
  try {
    return readZip(source)
  } catch (error) {
    if (error instanceof ParseError) return error
    throw error
  }
}

/** What lenient readers find where the directory is broken: Python refuses the archive, so its scanners do. */
function* recoveredParts(
  { name, main }: Input,
  { message, offset }: ParseError,
): Iterable<ModelPart> {
  const entries = recoverEntries(main.source)
  const piece = { kind: 'range', name: `byte ${offset}`, offset, length: 0 } as const
  const what = `${message}; ${entries.length} entries were found by their own headers`
  yield problemPart('malformed', what, rangeWithin(main.at, piece))
  yield detailPart(`${entries.length} members without a directory`, main.at)
  yield* innerParts(name, yield* openMembers(main, entries))
}

function* listedParts({ name, main }: Input, directory: ZipDirectory): Iterable<ModelPart> {
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
