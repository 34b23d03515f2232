import { DRAWER_TABS, shownEntry, type Entry, type PageState } from '../shared/entries.ts'
import { parseFragment, toFragment, type Address } from '../shared/fragment.ts'
import { indexPlaces } from '../shared/places.ts'
import { resolve, type Target } from '../shared/selection.ts'
import type { Store } from '../shared/Store.ts'

/** The state after going to a fragment: its file is shown when it is open, and otherwise waited for. */
export function addressed(state: PageState, fragment: string): PageState {
  const address = parseFragment(fragment)
  if (address === null) return { ...state, shown: null, wanted: null }
  const tab = DRAWER_TABS.find((each) => each === address.tab) ?? state.tab
  const entry = state.entries.find((each) => isNamed(each, address.file))
  if (entry === undefined) return { ...state, tab, shown: null, wanted: address }
  const chosen = address.target === null ? {} : { target: address.target, view: address.view }
  const entries = state.entries.map((each) => (each === entry ? { ...each, ...chosen } : each))
  return { ...state, entries, tab, shown: entry.id, wanted: null }
}

/** What a wanted address chooses in `entry`; null when it means another file, or a thing not known (yet). */
export function wantedTarget(wanted: Address | null, entry: Entry): Target | null {
  if (wanted === null || wanted.target === null || entry.analysis === null) return null
  if (!isNamed(entry, wanted.file)) return null
  const { report } = entry.analysis
  return resolve(report, indexPlaces(report), wanted.target) === null ? null : wanted.target
}

/** The fragment of what is shown. The table and the empty page have none, but for what is waited for. */
export function fragmentOf({ wanted, tab, ...state }: PageState): string {
  const entry = shownEntry(state)
  const waits = wanted !== null && (entry === null || mayBe(entry, wanted.file))
  if (waits) return toFragment(wanted)
  if (entry === null) return ''
  const file = entry.analysis?.report.source.sha256 ?? entry.model.name
  return toFragment({ file, target: entry.target, view: entry.view, tab })
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

function isNamed({ model, analysis }: Entry, file: string): boolean {
  return analysis?.report.source.sha256 === file || model.name === file
}

/** Whether it is the file, or its hash is not known yet. */
function mayBe(entry: Entry, file: string): boolean {
  const { run, analysis } = entry
  const isUnknown = (analysis?.report.source.sha256 ?? null) === null
  return isNamed(entry, file) || (isUnknown && (run.kind === 'running' || run.kind === 'waiting'))
}
