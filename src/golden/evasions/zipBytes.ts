// For tests: a zip archive, byte by byte, so that any field of it can lie. APPNOTE 4.3
import { crc32 } from 'node:zlib'

export interface Entry {
  readonly name: string | Uint8Array
  readonly data: Uint8Array | string
  /** What the bytes in the archive are, when they are not `data`. */
  readonly stored?: Uint8Array
  readonly method?: number
  readonly flags?: number
  readonly externalAttributes?: number
  /** What its own header says otherwise. */
  readonly local?: Partial<Header>
  /** What the directory says otherwise. */
  readonly central?: Partial<Header> & { readonly offset?: number }
  /** Written behind its bytes. */
  readonly behind?: Uint8Array
}

interface Header {
  readonly name: string | Uint8Array
  readonly method: number
  readonly flags: number
  readonly crc: number
  readonly stored: number
  readonly size: number
}

interface Around {
  readonly prefix?: Uint8Array | string
  readonly beforeDirectory?: Uint8Array | string
  readonly comment?: Uint8Array | string
  readonly tail?: Uint8Array | string
  /** Added to the offset of the directory in the end record. */
  readonly shift?: number
}

export function bytesOf(text: Uint8Array | string): Uint8Array {
  return typeof text === 'string' ? new TextEncoder().encode(text) : text
}

export function joined(...pieces: readonly (Uint8Array | string)[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces.map(bytesOf)))
}

/** `4.2` is a field of four bytes with the value 2. */
export function fields(...values: readonly (readonly [width: 2 | 4, value: number])[]): Uint8Array {
  return joined(
    ...values.map(([width, value]) => {
      const bytes = Buffer.alloc(width)
      if (width === 2) bytes.writeUInt16LE(value)
      else bytes.writeUInt32LE(value >>> 0)
      return new Uint8Array(bytes)
    }),
  )
}

/** An archive as Python writes it, but for what its entries and `around` say otherwise. */
export function zipBytes(entries: readonly Entry[], around: Around = {}): Uint8Array {
  const prefix = bytesOf(around.prefix ?? '')
  const bodies: Uint8Array[] = [prefix]
  const records: Uint8Array[] = []
  for (const entry of entries) {
    const offset = bodies.reduce((sum, { length }) => sum + length, 0) - prefix.length
    bodies.push(body(entry))
    records.push(record(entry, offset))
  }
  bodies.push(bytesOf(around.beforeDirectory ?? ''))
  const start = bodies.reduce((sum, { length }) => sum + length, 0) - prefix.length
  const directory = joined(...records)
  const end = endRecord(entries.length, directory.length, start + (around.shift ?? 0))
  const comment = bytesOf(around.comment ?? '')
  return joined(...bodies, directory, end, fields([2, comment.length]), comment, around.tail ?? '')
}

export function endRecord(count: number, size: number, offset: number): Uint8Array {
  return joined(
    'PK\x05\x06',
    fields([2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset]),
  )
}

function headerOf(entry: Entry, said: Partial<Header> = {}): Header {
  const data = bytesOf(entry.data)
  const stored = (entry.stored ?? data).length
  const { name, method = 0, flags = 0 } = entry
  return { name, method, flags, crc: crc32(data), stored, size: data.length, ...said }
}

function body(entry: Entry): Uint8Array {
  const header = headerOf(entry, entry.local)
  const name = bytesOf(header.name)
  const stored = entry.stored ?? bytesOf(entry.data)
  return joined('PK\x03\x04', common(header, name), name, stored, entry.behind ?? '')
}

function common({ flags, method, crc, stored, size }: Header, name: Uint8Array): Uint8Array {
  const start = fields([2, 20], [2, flags], [2, method], [4, 0x00210000])
  return joined(start, fields([4, crc], [4, stored], [4, size], [2, name.length], [2, 0]))
}

function record(entry: Entry, offset: number): Uint8Array {
  const { offset: said = offset, ...otherwise } = entry.central ?? {}
  const header = headerOf(entry, otherwise)
  const name = bytesOf(header.name)
  const rest = fields([2, 0], [2, 0], [2, 0], [4, entry.externalAttributes ?? 0], [4, said])
  return joined('PK\x01\x02', fields([2, 0x0314]), common(header, name), rest, name)
}
