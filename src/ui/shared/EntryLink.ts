import { isSameFile, type Address } from './fragment.ts'
import type { HubPlace } from './HubPlace.ts'
import type { BroughtCase } from './CaseFile.ts'
import type { HubSource } from './LinkSource.ts'

/** The link that a model was opened for. */
export interface EntryLink {
  readonly address: Address
  /** Whether what it chooses was gone to, or the user chose something else since. */
  readonly isFollowed: boolean
  /** Whether nothing is said any more when the file is not the one that it means. */
  readonly isClosed: boolean
  /** What the case file holds that it stands for; null: it is only a link. */
  readonly brought: BroughtCase | null
}

/** What a file is known by. */
export interface Identity {
  readonly sha256: string | null
  readonly size: number | null
}

/** How a file differs from the one that a link means. */
export interface Difference {
  readonly meant: Identity
  readonly found: Identity
  /** Whether `found.sha256` is what its host lists, and was not computed here. */
  readonly isListed: boolean
}

/** The link of a file that was just opened for an address, or for that of a case file. */
export function linkTo(address: Address, brought: BroughtCase | null = null): EntryLink {
  return { address, isFollowed: address.target === null, isClosed: false, brought }
}

/** Null while both are the same as far as is known. `listed`: what the host of the file says of it. */
export function differenceOf(
  link: EntryLink | null,
  found: Identity,
  listed: string | null,
): Difference | null {
  if (link === null) return null
  const { sha256, size } = link.address
  const known = found.sha256 ?? listed
  const otherHash = sha256 !== null && known !== null && sha256 !== known
  const otherSize = size !== null && found.size !== null && size !== found.size
  if (!otherHash && !otherSize) return null
  const isListed = found.sha256 === null && known !== null
  return { meant: { sha256, size }, found: { sha256: known, size: found.size }, isListed }
}

/** The place of a file of the Hub, as a link names it. */
export function toHubSource({ repo, file }: HubPlace): HubSource {
  return { kind: 'hub', repo: repo.repo.id, commit: repo.commit, path: file.path }
}

/** Whether a link leads to the file that was opened for another one. */
export function meansSame(link: EntryLink | null, address: Address): boolean {
  return link !== null && isSameFile(link.address, address)
}
