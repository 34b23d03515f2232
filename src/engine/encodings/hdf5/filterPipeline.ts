// Filter pipeline messages: what each chunk went through before it was written.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter IV.A.2.l
import type { Cursor } from '../../bytes/Cursor.ts'
import { expectVersion } from './AddressSpace.ts'

const FIRST_NAMED = 256 // in version 2 only filters from here on carry a name

export interface Filter {
  readonly id: number
  /** Empty for most; from the file. */
  readonly name: string
}

/** Reads a pipeline of version 1 or 2. Throws `ParseError`. */
export function parseFilters(cursor: Cursor): readonly Filter[] {
  const version = cursor.u8()
  expectVersion(version, [1, 2], 0)
  const count = cursor.u8()
  if (version === 1) cursor.skip(6)
  const filters: Filter[] = []
  for (let index = 0; index < count; index++) filters.push(parseFilter(cursor, version))
  return filters
}

/** Filters that the library has built in, and those registered with The HDF Group. */
export function isKnownFilter(id: number): boolean {
  const isBuiltIn = id >= 1 && id <= 6
  return isBuiltIn || id === 305 || id === 307 || (id >= 32_000 && id < 33_000)
}

function parseFilter(cursor: Cursor, version: number): Filter {
  const id = cursor.u16()
  const nameBytes = version === 1 || id >= FIRST_NAMED ? cursor.u16() : 0
  cursor.skip(2) // whether it is optional
  const values = cursor.u16()
  const [name = ''] = cursor.text(nameBytes).split('\0')
  if (version === 1) cursor.skip((8 - (nameBytes % 8)) % 8)
  cursor.skip(values * 4)
  if (version === 1 && values % 2 === 1) cursor.skip(4)
  return { id, name }
}
