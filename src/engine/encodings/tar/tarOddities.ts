// What is odd in the entries of a tar archive: what unpacking them would do, and where readers would disagree.
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { beginningTraits, describeBeginning } from '../magic/beginning.ts'
import { nameOddities } from '../zip/entryName.ts'
import type { TarEntry, TarOddity } from './Tar.ts'

const BLOCK_BYTES = 512
const MAX_USTAR_BYTES = 8 * 1024 ** 3 // eleven octal digits: more is told by pax alone
const SEARCH_BYTES = 1024 * 1024
const MAX_SEARCHED_BYTES = 64 * 1024 * 1024 // of zeros behind the end; writers fill up to 10 KiB

/** Names that were met before. */
export interface Seen {
  readonly names: Set<string>
  /** Links by name, with what they lead to. */
  readonly links: Map<string, string>
}

/** Everything odd in one entry; notes it as seen. */
export function oddOnes(entry: TarEntry, seen: Seen): readonly TarOddity[] {
  const phrases = [...linkPhrases(entry), ...throughLink(entry, seen), ...duplicate(entry, seen)]
  const names = nameOddities(entry.name).filter(({ traits = [] }) => !traits.includes('ordinary'))
  if (entry.type === 'link') seen.links.set(entry.name, entry.target)
  return [
    ...names.map(({ what, phrase }) => oddity(entry, what, `: ${phrase}`)),
    ...phrases.map(([what, phrase]) => oddity(entry, what, ` ${phrase}`)),
  ]
}

/** Where readers take another number of bytes than Python does. */
export function sizedTwice(entry: TarEntry): readonly TarOddity[] {
  const { size, declaredSize, writtenSize } = entry
  if (size !== declaredSize && declaredSize > 0)
    return [
      oddity(
        entry,
        'header-mismatch',
        ` declares ${declaredSize} bytes, which Python takes for headers`,
      ),
    ]
  if (declaredSize === writtenSize || declaredSize >= MAX_USTAR_BYTES) return []
  const phrase = ` has ${declaredSize} bytes by its pax header, which Python believes, and ${writtenSize} by its own`
  return [oddity(entry, 'header-mismatch', phrase)]
}

/** Bytes behind the end of the archive, where Python stops and others may go on. */
export function unfollowed(source: ByteSource, end: number): readonly TarOddity[] {
  const start = firstByte(source, end)
  if (start === null) return []
  const length = source.size - start
  const head = source.read(start, Math.min(length, BLOCK_BYTES))
  const detail = `${length} bytes after the end of the archive; they begin like ${describeBeginning(head)}`
  const name = 'bytes after the end'
  return [
    { what: 'trailing-data', detail, traits: beginningTraits(head), name, offset: start, length },
  ]
}

/** The first byte from `start` on that is not 0, at the start of its block; null when there is none. */
function firstByte(source: ByteSource, start: number): number | null {
  for (let offset = start; offset < source.size; offset += SEARCH_BYTES) {
    if (offset - start >= MAX_SEARCHED_BYTES) return offset
    const bytes = source.read(offset, Math.min(SEARCH_BYTES, source.size - offset))
    const at = bytes.findIndex((byte) => byte !== 0)
    if (at >= 0) return offset + at - (at % BLOCK_BYTES)
  }
  return null
}

type Phrase = readonly [what: TarOddity['what'], phrase: string]

const LINKS: ReadonlyMap<string, string> = new Map([
  ['1', 'a hard link'],
  ['2', 'a symbolic link'],
  ['3', 'a character device'],
  ['4', 'a block device'],
  ['6', 'a named pipe'],
])

function linkPhrases({ type, kind, target }: TarEntry): readonly Phrase[] {
  if (type !== 'link') return []
  const leadsTo = kind === '1' || kind === '2' ? ` to ${JSON.stringify(target)}` : ''
  return [['link-entry', `is ${LINKS.get(kind) ?? 'a link'}${leadsTo}`]]
}

/** Unpacked, it is written where the link leads. */
function throughLink({ name, type }: TarEntry, { links }: Seen): readonly Phrase[] {
  if (type === 'folder') return []
  const folders = name.split('/').map((_, index, parts) => parts.slice(0, index).join('/'))
  const link = [...folders, name].find((path) => path !== '' && links.has(path))
  if (link === undefined || (link === name && type === 'link')) return []
  const target = JSON.stringify(links.get(link) ?? '')
  return [['path-traversal', `is written through the link ${JSON.stringify(link)} to ${target}`]]
}

function duplicate({ name, type }: TarEntry, { names }: Seen): readonly Phrase[] {
  if (type === 'folder') return []
  const isSecond = names.has(name)
  names.add(name)
  return isSecond ? [['duplicate-entry', 'stands again; Python reads the last']] : []
}

function oddity(
  { name, headerOffset }: TarEntry,
  what: TarOddity['what'],
  phrase: string,
): TarOddity {
  const detail = `${JSON.stringify(name)}${phrase}`
  return { what, detail, name, offset: headerOffset, length: BLOCK_BYTES }
}
