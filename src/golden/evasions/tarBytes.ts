// For tests: a tar archive, header by header. https://www.gnu.org/software/tar/manual/html_node/Standard.html
import { bytesOf, joined } from './zipBytes.ts'

export interface Member {
  readonly name: string
  readonly data?: Uint8Array | string
  /** `0` a file, `2` a symbolic link. */
  readonly kind?: string
  readonly link?: string
}

export function tarBytes(...members: readonly Member[]): Uint8Array {
  return joined(...members.map(memberBytes), new Uint8Array(1024))
}

function memberBytes({ name, data = '', kind = '0', link = '' }: Member): Uint8Array {
  const bytes = bytesOf(data)
  const block = Buffer.alloc(512)
  block.write(name)
  block.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124)
  block.write('        ', 148)
  block.write(kind, 156)
  block.write(link, 157)
  block.write('ustar\x0000', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return joined(new Uint8Array(block), bytes, new Uint8Array((512 - (bytes.length % 512)) % 512))
}
