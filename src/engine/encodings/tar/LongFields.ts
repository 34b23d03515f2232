import { withoutEnd } from '../../bytes/withoutEnd.ts'
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'

const MAX_BYTES = 1024 * 1024 // of one header: a name, or some twenty records

/** Long names of GNU (L: file, K: link) and pax headers (x and X: next entry, g: all that follow). */
export const NAME_KINDS: ReadonlySet<string> = new Set(['L', 'K', 'x', 'X', 'g'])

/** What stands before an entry's own header and counts in its place; undefined where nothing does. */
export interface LongField {
  readonly path: string | undefined
  readonly link: string | undefined
  readonly size: number | undefined
  /** Whether pax has it with holes. */
  readonly isSparse: boolean
}

/** Gathers the headers that stand before an entry's own. */
export class LongFields {
  readonly #global = new Map<string, string>()
  #next = new Map<string, string>()

  /** Reads a header of one of `NAME_KINDS`. Throws `ParseError` when it makes no sense. */
  read(
    source: ByteSource,
    { kind, dataOffset, size }: { kind: string; dataOffset: number; size: number },
  ): void {
    if (size > MAX_BYTES)
      throw new ParseError(`tar: a name of ${size} bytes is over ${MAX_BYTES}`, dataOffset)
    const bytes = source.read(dataOffset, size)
    if (kind === 'L') this.#next.set('path', upToNul(bytes))
    else if (kind === 'K') this.#next.set('linkpath', upToNul(bytes))
    else readRecords(bytes, dataOffset, kind === 'g' ? this.#global : this.#next)
  }

  /** What counts for the entry that comes next; it is forgotten then, but for what counts for all. */
  take(): LongField {
    const fields = new Map([...this.#global, ...this.#next])
    this.#next = new Map()
    const path = fields.get('GNU.sparse.name') ?? fields.get('path')
    const size = fields.get('size')
    return {
      path: path === undefined ? undefined : withoutEnd(path, '/'),
      link: fields.get('linkpath'),
      size: size === undefined || !/^\d{1,15}$/.test(size) ? undefined : Number(size),
      isSparse: [...fields.keys()].some((key) => key.startsWith('GNU.sparse.')),
    }
  }
}

/** `30 path=long name\n`: the length counts the whole record. */
function readRecords(bytes: Uint8Array, dataOffset: number, fields: Map<string, string>): void {
  for (let at = 0; at < bytes.length && bytes[at] !== 0;) {
    const head = new TextDecoder('latin1').decode(bytes.subarray(at, at + 20))
    const [, digits = ''] = /^(\d{1,10}) /.exec(head) ?? []
    const length = Number(digits)
    const record = bytes.subarray(at + digits.length + 1, at + length - 1)
    const equals = record.indexOf(EQUALS)
    if (digits === '' || at + length > bytes.length || equals < 1)
      throw new ParseError(`tar: no pax record at byte ${dataOffset + at}`, dataOffset + at)
    fields.set(utf8(record.subarray(0, equals)), utf8(record.subarray(equals + 1)))
    at += length
  }
}

const EQUALS = 0x3d

function upToNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return utf8(end < 0 ? bytes : bytes.subarray(0, end))
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
