import { AddressError } from '../address/HubAddress.ts'
import { parseElsewhere, type Elsewhere } from './parseElsewhere.ts'

/** What stands in git in place of a large file: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
export interface Pointer {
  /** Lower-case hex. */
  readonly sha256: string
  readonly size: number
}

/** The specification says under 1,024; what is written has some 130. */
export const MAX_POINTER_BYTES = 1_024

/** Whether the content of a small file is a pointer. */
export function isPointer(text: string): boolean {
  return text.startsWith('version https://git-lfs.github.com/spec/v1\n')
}

/** Reads a pointer. Throws `AddressError` when it does not say which file it means. */
export function parsePointer(text: string): Pointer {
  const [, sha256] = /^oid sha256:([0-9a-f]{64})$/mu.exec(text) ?? []
  const [, size] = /^size (\d{1,15})$/mu.exec(text) ?? []
  if (sha256 === undefined || size === undefined)
    throw new AddressError('There is a git-LFS pointer without a SHA-256 and a size')
  return { sha256, size: Number(size) }
}

/** Where GitHub keeps what a pointer means; null for other hosts, which do not tell. */
export function pointedAt({ url }: Elsewhere): Elsewhere | null {
  const { hostname, pathname } = new URL(url)
  if (hostname !== 'raw.githubusercontent.com') return null
  return parseElsewhere(`https://media.githubusercontent.com/media${pathname}`)
}
