import { sliceSource } from '../../bytes/ByteSource.ts'
import { endsLikeZip } from '../../encodings/zip/endRecord.ts'
import { readZip } from '../../encodings/zip/readZip.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile } from '../../model/ModelPart.ts'

/** The zip archive that `file` ends with, when it begins with something else; undefined when there is none. Throws `ParseError` when it is broken. */
export function embeddedZip({ path, source, at }: InnerFile): InnerFile | undefined {
  if (!endsLikeZip(source)) return undefined
  const { entries } = readZip(source)
  const offset = entries.reduce((first, entry) => Math.min(first, entry.headerOffset), source.size)
  if (offset <= 0 || offset >= source.size) return undefined
  const length = source.size - offset
  const piece = { kind: 'member', name: 'zip archive at the end', offset, length } as const
  const name = `${path} (from byte ${offset})`
  return { path: name, source: sliceSource(source, offset, length), at: rangeWithin(at, piece) }
}
