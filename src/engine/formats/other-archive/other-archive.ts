// Archives and compressions that are known by their first bytes and not unpacked here.
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Format } from '../Format.ts'

const ANY = -1

const SIGNATURES: readonly (readonly [name: string, signature: readonly number[]])[] = [
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bzip2', [0x42, 0x5a, 0x68, ANY, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['LZ4', [0x04, 0x22, 0x4d, 0x18]],
  ['joblib (ZF)', [0x5a, 0x46, 0x30, 0x78]],
  ['LZMA', [0x5d, 0x00, 0x00]],
]

export const otherArchive: Format = {
  id: 'other-archive',
  title: 'Archive that is not unpacked',
  explanation:
    'An archive or compressed file (7-Zip, RAR, xz, bzip2, Zstandard, LZ4, LZMA): recognised, nothing in it is examined',
  matches: ({ isFolder, head }) => !isFolder && kindOf(head) !== undefined,
  *parts({ name, main, head }) {
    const kind = kindOf(head) ?? 'unknown'
    yield detailPart(kind, main.at)
    const message = `${name} is packed with ${kind}, which is not unpacked here: nothing in it was examined; unpack it and open what is inside`
    yield problemPart('not-analysed', message, main.at)
  },
}

function kindOf(head: Uint8Array): string | undefined {
  return SIGNATURES.find(([, signature]) =>
    signature.every((byte, at) => byte === ANY || head[at] === byte),
  )?.[0]
}
