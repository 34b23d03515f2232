// Extra fields of zip headers: zip64 sizes (APPNOTE 4.5.3) and the Unicode path (4.6.9), read as CPython does.
import { Cursor } from '../../bytes/Cursor.ts'
import { crc32 } from './crc32.ts'

export interface ExtraField {
  readonly kind: number
  readonly bytes: Uint8Array
}

const ZIP64 = 0x0001
const UNICODE_PATH = 0x7075
const IN_ZIP64 = 0xffffffff

/** The fields in order, up to one that does not fit. */
export function extraFields(extra: Uint8Array): readonly ExtraField[] {
  const fields: ExtraField[] = []
  const cursor = new Cursor(extra)
  while (cursor.left >= 4) {
    const kind = cursor.u16()
    const length = cursor.u16()
    if (length > cursor.left) break
    fields.push({ kind, bytes: cursor.take(length) })
  }
  return fields
}

/** `values` with those that are all ones taken from the zip64 field, where it has them. Order as in the field. */
export function withZip64(
  values: readonly number[],
  fields: readonly ExtraField[],
): readonly number[] {
  const field = fields.find(({ kind }) => kind === ZIP64)
  if (field === undefined) return values
  const cursor = new Cursor(field.bytes)
  return values.map((value) =>
    value === IN_ZIP64 && cursor.left >= 8 ? Number(cursor.u64()) : value,
  )
}

/** The name that Python 3.12 and later use in place of `rawName`; undefined when there is none. */
export function unicodePath(
  rawName: Uint8Array,
  fields: readonly ExtraField[],
): string | undefined {
  const checksum = crc32(rawName)
  const paths = fields.filter(({ kind, bytes }) => kind === UNICODE_PATH && bytes.length > 5)
  return paths
    .map(({ bytes }) => new Cursor(bytes))
    .filter((cursor) => cursor.u8() === 1 && cursor.u32() === checksum)
    .map((cursor) => cursor.text(cursor.left))
    .at(-1)
}
