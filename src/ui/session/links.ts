import {
  linkDifference,
  shownEntry,
  type Entry,
  type OpenedModel,
  type PageState,
} from '../shared/entries.ts'
import { linkTo, toHubSource, type EntryLink } from '../shared/EntryLink.ts'
import type { Address } from '../shared/fragment.ts'
import { toSourceText } from '../shared/LinkSource.ts'
import { indexPlaces } from '../shared/places.ts'
import { resolve, type Target } from '../shared/selection.ts'

/** The link that a model is opened for: what the page waits for, or what the shown file turned out not to be. */
export function linkFor(state: PageState, model: OpenedModel, isAlone: boolean): EntryLink | null {
  const address = state.wanted ?? unmet(shownEntry(state))
  if (address === null || !mayLeadTo(address, model)) return null
  return linkTo(address, isAlone)
}

/** What the link of a shown file still waits for. */
function unmet(entry: Entry | null): Address | null {
  if (entry === null || entry.link === null || entry.link.isClosed) return null
  return linkDifference(entry) === null ? null : entry.link.address
}

/** Whatever is dropped may be the file; of the Hub it is one place. */
function mayLeadTo({ source }: Address, model: OpenedModel): boolean {
  if (!('remote' in model)) return true
  return source !== null && toSourceText(source) === toSourceText(toHubSource(model.remote))
}

/** What its link chooses in an entry, and how it is shown. Empty when there is no such thing, as far as is known. */
export function linkedChoice(entry: Entry): Partial<Pick<Entry, 'target' | 'view' | 'link'>> {
  const { link } = entry
  const target = linkedTarget(entry)
  return link === null || target === null
    ? {}
    : { target, view: link.address.view, link: followed(link) }
}

/** Null: nothing, or not yet. */
function linkedTarget(entry: Entry): Target | null {
  const { link, analysis } = entry
  if (link === null || link.isFollowed || link.address.target === null || analysis === null)
    return null
  if (link.isClosed && linkDifference(entry) !== null) return null
  const target = inFile(link.address.target, entry.model)
  return resolve(analysis.report, indexPlaces(analysis.report), target) === null ? null : target
}

/** A location begins with the name of its file, which is not what makes it the same file. */
function inFile(target: Target, { isFolder, files }: OpenedModel): Target {
  const [file] = files
  if (target.kind !== 'location' || isFolder || file === undefined) return target
  const [, ...inner] = target.location
  const { path: name, file: bytes } = file
  const outer = { kind: 'file', name, offset: 0, length: bytes.size, via: 'same' } as const
  return { kind: 'location', location: [outer, ...inner] }
}

/** Whether it came with others, one of which its link may mean. */
export function isAmongMany({ link }: Entry): boolean {
  return link !== null && link.isClosed
}

/** Whether this is the file that its link means, by its digest. */
export function isMet({ link, analysis }: Entry): boolean {
  const sha256 = analysis?.report.source.sha256 ?? null
  return link !== null && sha256 !== null && link.address.sha256 === sha256
}

/** The user chose something, or the link was gone to: it moves nothing any more. */
export function followed(link: EntryLink | null): EntryLink | null {
  return link === null || link.isFollowed ? link : { ...link, isFollowed: true }
}

/** The state once the user closed what is said of a link. */
export function withLinkClosed(state: PageState, id: string): PageState {
  const entries = state.entries.map((entry) =>
    entry.id === id && entry.link !== null
      ? { ...entry, link: { ...entry.link, isClosed: true } }
      : entry,
  )
  return { ...state, entries }
}
