import {
  DRAWER_TABS,
  linkDifference,
  shownEntry,
  sizeOf,
  type DrawerTab,
  type Entry,
  type PageState,
} from '../shared/entries.ts'
import { meansSame, toHubSource } from '../shared/EntryLink.ts'
import { NO_ADDRESS, parseFragment, toFragment, type Address } from '../shared/fragment.ts'
import { toSourceText } from '../shared/LinkSource.ts'
import type { Store } from '../shared/Store.ts'

/** The state after going to a fragment: its file is shown when it is open, and otherwise waited for. */
export function addressed(state: PageState, fragment: string): PageState {
  const address = parseFragment(fragment)
  if (address === null) return { ...state, shown: null, wanted: null }
  const tab = DRAWER_TABS.find((each) => each === address.tab) ?? state.tab
  const entry = state.entries.find((each) => isMeant(each, address))
  if (entry === undefined) return { ...state, tab, shown: null, wanted: address }
  const chosen = address.target === null ? {} : { target: address.target, view: address.view }
  const entries = state.entries.map((each) => (each === entry ? { ...each, ...chosen } : each))
  return { ...state, entries, tab, shown: entry.id, wanted: null }
}

/** The fragment of what is shown. The table and the empty page have none, but for what is waited for. */
export function fragmentOf({ wanted, tab, ...state }: PageState): string {
  const entry = shownEntry(state)
  if (entry !== null) return toFragment(addressOf(entry, tab))
  return wanted === null ? '' : toFragment(wanted)
}

/** What a link to an open file holds, without rules of the user's own. */
function addressOf(entry: Entry, tab: DrawerTab): Address {
  const { target, view, link } = entry
  const file = fileOf(entry)
  if (link === null) return { ...file, target, view, tab }
  const { rules, compare, others, target: meant, view: meantView } = link.address
  const chosen = waits(entry) ? { target: meant, view: meantView } : { target, view }
  return { ...file, ...chosen, tab, rules, compare, others }
}

/** As `addressOf`, of the file that is open, whatever it was opened for: what the user hands on is about that. */
export function ownAddressOf(entry: Entry, tab: DrawerTab): Address {
  const { link } = entry
  return addressOf({ ...entry, link: link === null ? null : { ...link, isClosed: true } }, tab)
}

/** Which file. Until it is known to be the one that its link means, and while it is said not to be, that one. */
function fileOf(entry: Entry): Address {
  const { link, analysis, run } = entry
  if (link !== null && run.kind === 'case') return link.address
  const isKnown = analysis !== null && analysis.report.source.sha256 !== null
  const isSame = isKnown && linkDifference(entry) === null
  if (link !== null && !link.isClosed && !isSame) return link.address
  return { ...ownFile(entry), ...(isSame ? sourceOf(link) : {}) }
}

/** A file that was dropped for a link to elsewhere lies there too, when it is the same. */
function sourceOf(link: Entry['link']): Partial<Address> {
  const source = link?.address.source ?? null
  return source === null ? {} : { source }
}

function ownFile({ origin, model, analysis }: Entry): Address {
  const sha256 = analysis?.report.source.sha256 ?? null
  const size = sizeOf(model)
  if ('elsewhere' in model) {
    const { shown: url } = model.elsewhere.place
    return { ...NO_ADDRESS, source: { kind: 'web', url }, sha256, size, name: model.name }
  }
  if (origin === null) return { ...NO_ADDRESS, sha256, size, name: model.name }
  const source = toHubSource(origin)
  return { ...NO_ADDRESS, source, sha256: sha256 ?? origin.file.sha256, size }
}

/** Whether what the link chooses may still turn up. */
function waits({ link, run }: Entry): boolean {
  return link !== null && !link.isFollowed && (run.kind === 'running' || run.kind === 'waiting')
}

/** Keeps the browser's address at what is shown, with a step of history for each choice of the user. */
export function connectAddress(store: Store<PageState>, page: Window): () => void {
  let { moves } = store.get()
  return store.subscribe(() => {
    const state = store.get()
    const isStep = state.moves !== moves
    moves = state.moves
    const fragment = fragmentOf(state)
    if (fragment === page.location.hash) return
    const address = fragment === '' ? page.location.pathname : fragment
    if (isStep) page.history.pushState(null, '', address)
    else page.history.replaceState(null, '', address)
  })
}

function isMeant(entry: Entry, address: Address): boolean {
  const { model, analysis, origin, link } = entry
  if (meansSame(link, address)) return true
  if (address.source !== null && origin !== null)
    return toSourceText(address.source) === toSourceText(toHubSource(origin))
  const sha256 = analysis?.report.source.sha256 ?? null
  if (address.sha256 !== null && sha256 !== null) return address.sha256 === sha256
  const isSameSize = address.size === null || address.size === sizeOf(model)
  return address.name === model.name && isSameSize
}
