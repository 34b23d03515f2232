import type { BroughtCase, CaseFile } from '../shared/CaseFile.ts'
import {
  DRAWER_TABS,
  linkDifference,
  shownEntry,
  UNSEEN,
  type Entry,
  type OpenedModel,
  type PageState,
} from '../shared/entries.ts'
import { linkTo, meansSame, toHubSource, type EntryLink } from '../shared/EntryLink.ts'
import type { Address } from '../shared/fragment.ts'
import { toSourceText } from '../shared/LinkSource.ts'
import { indexPlaces } from '../shared/places.ts'
import { resolve, type Target } from '../shared/selection.ts'

/** The link that a model is opened for: what the page waits for, or what the shown file turned out not to be. */
export function linkFor(state: PageState, model: OpenedModel, isAlone: boolean): EntryLink | null {
  const link = state.wanted === null ? unmet(state, model) : linkTo(state.wanted)
  if (link === null || !mayLeadTo(link.address, model)) return null
  return { ...link, isClosed: !isAlone }
}

/** What a shown file turned out not to be, or what a case file speaks of. */
function unmet(state: PageState, model: OpenedModel): EntryLink | null {
  const shown = shownEntry(state)
  if (shown !== null && shown.link !== null && stillWaits(shown))
    return linkTo(shown.link.address, shown.link.brought)
  if (!('remote' in model)) return null
  const place = toSourceText(toHubSource(model.remote))
  const links = state.entries.flatMap(({ run, link }) =>
    run.kind === 'case' && link !== null ? [link] : [],
  )
  return links.find(({ address }) => placeText(address) === place) ?? null
}

function stillWaits(entry: Entry): boolean {
  return (
    entry.run.kind === 'case' || (entry.link?.isClosed === false && linkDifference(entry) !== null)
  )
}

function placeText({ source }: Address): string | null {
  return source === null ? null : toSourceText(source)
}

/** Whatever is dropped may be the file; of the Hub it is one place. */
function mayLeadTo(address: Address, model: OpenedModel): boolean {
  return !('remote' in model) || placeText(address) === toSourceText(toHubSource(model.remote))
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

/** The journal of an entry, with what its case file brings once it is known to be about this file. */
export function ownJournal(entry: Entry): Entry['journal'] {
  const { link, journal } = entry
  const brought = link?.brought ?? null
  if (brought === null || !isMet(entry)) return journal
  const sha256 = link?.address.sha256
  return [
    ...journal,
    ...brought.journal.filter((line) => line.sha256 === '' || line.sha256 === sha256),
  ]
}

/** The entries without the case files that are about a file that is here now. */
export function withoutMet(entries: readonly Entry[]): readonly Entry[] {
  const met = entries.filter((entry) => entry.run.kind !== 'case' && isMet(entry))
  if (met.length === 0) return entries
  return entries.filter(
    ({ run, link }) =>
      run.kind !== 'case' ||
      link === null ||
      !met.some((each) => meansSame(each.link, link.address)),
  )
}

/** A case file as a model of which nothing lies here. */
export function withCase(
  state: PageState,
  opened: { readonly file: CaseFile; readonly address: Address; readonly brought: BroughtCase },
): PageState {
  const { file, address, brought } = opened
  const { report, notes } = file
  const id = `case-${state.entries.length + 1}-${state.moves + 1}`
  const model = { name: address.name ?? report.source.name, isFolder: false, files: [] }
  const link = { ...linkTo(address, brought), isFollowed: true }
  const own = {
    id,
    model,
    link,
    notes,
    journal: file.journal,
    target: address.target,
    view: address.view,
  }
  const analysis = { report, contents: new Map<string, Uint8Array>() }
  const entry: Entry = { ...UNSEEN, ...own, run: { kind: 'case' }, analysis }
  const tab = DRAWER_TABS.find((each) => each === address.tab) ?? state.tab
  const { entries, moves } = state
  return { ...state, entries: [...entries, entry], shown: id, wanted: null, tab, moves: moves + 1 }
}
