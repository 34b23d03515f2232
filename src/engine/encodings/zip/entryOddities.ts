// What is odd in one entry by itself.
import { nameOddities } from './entryName.ts'
import type { EntryHeaders } from './localHeader.ts'
import {
  FLAG_ENCRYPTED,
  FLAG_PATCHED,
  FLAG_STRONG_ENCRYPTION,
  METHOD_STORED,
  type ZipOddity,
  type ZipTrait,
} from './Zip.ts'

const BOMB_BYTES = 4 * 1024 ** 3 // with the ratio, the guard of Keras 3.12.3 and 3.15.0
const BOMB_RATIO = 100
const UNSET = 0xffffffff // stands for: see the zip64 field

/** Everything odd in the two headers of one entry. */
export function entryOddities({ record, local }: EntryHeaders): readonly ZipOddity[] {
  const { name, writtenName, offset, length } = record
  const phrases = [
    ...nameOddities(writtenName).map(
      ({ what, phrase, traits = [] }) => [what, phrase, ...traits] as const,
    ),
    ...otherName(record),
    ...encryption(record.flags, local?.flags),
    ...headerMismatch(local),
    ...sizes(record),
    ...fileType(record.externalAttributes),
  ]
  return phrases.map(([what, phrase, ...traits]) => ({
    what,
    detail: `${JSON.stringify(writtenName)}: ${phrase}`,
    traits,
    name,
    offset,
    length,
  }))
}

type Phrase = readonly [what: ZipOddity['what'], phrase: string, ...traits: readonly ZipTrait[]]

function otherName({ name, writtenName }: EntryHeaders['record']): readonly Phrase[] {
  if (writtenName === name || writtenName.startsWith(`${name}\0`)) return []
  const phrase = `an extra field names it ${JSON.stringify(name)}, which Python 3.12 and later use`
  return [['odd-name', phrase]]
}

function encryption(flags: number, localFlags = flags): readonly Phrase[] {
  const either = flags | localFlags
  const where = (flag: number) => {
    if ((flags & localFlags & flag) !== 0) return 'in both headers'
    return (flags & flag) !== 0 ? 'in the directory alone' : 'in the local header alone'
  }
  const phrases = [
    [FLAG_ENCRYPTED, 'marked as encrypted'],
    [FLAG_STRONG_ENCRYPTION, 'marked as strongly encrypted'],
    [FLAG_PATCHED, 'marked as patch data, which Python refuses and others ignore'],
  ] as const
  return phrases
    .filter(([flag]) => (either & flag) !== 0)
    .map(([flag, phrase]) => {
      const isBoth = (flags & localFlags & flag) !== 0
      const traits = isBoth ? [] : (['one-sided'] as const)
      return ['encrypted-entry', `${phrase} ${where(flag)}`, ...traits] as const
    })
}

function headerMismatch(local: EntryHeaders['local']): readonly Phrase[] {
  if (local === undefined)
    return [['header-mismatch', 'no local header stands where the directory says']]
  if (local.mismatches.length === 0) return []
  return [['header-mismatch', `its local header has ${local.mismatches.join('; ')}`]]
}

function sizes(record: EntryHeaders['record']): readonly Phrase[] {
  const { method, flags, compressedSize, uncompressedSize } = record
  if (compressedSize === UNSET || uncompressedSize === UNSET)
    return [['header-mismatch', 'a size is left to a zip64 field that is not there']]
  const isPlain = method === METHOD_STORED && (flags & FLAG_ENCRYPTED) === 0 // encrypting adds bytes
  if (isPlain && compressedSize !== uncompressedSize)
    return [
      [
        'header-mismatch',
        `stored as it is in ${compressedSize} bytes, but ${uncompressedSize} are declared`,
      ],
    ]
  if (uncompressedSize <= BOMB_BYTES || uncompressedSize <= compressedSize * BOMB_RATIO) return []
  return [['archive-bomb', `${compressedSize} bytes are to become ${uncompressedSize}`]]
}

const FILE_TYPES = new Map([
  [0o120000, 'a symbolic link'],
  [0o060000, 'a block device'],
  [0o020000, 'a character device'],
  [0o010000, 'a named pipe'],
  [0o140000, 'a socket'],
])

/** The Unix mode stands in the upper half. APPNOTE 4.4.15 */
function fileType(externalAttributes: number): readonly Phrase[] {
  const type = FILE_TYPES.get((externalAttributes >>> 16) & 0o170000)
  return type === undefined ? [] : [['link-entry', `is ${type}`]]
}
