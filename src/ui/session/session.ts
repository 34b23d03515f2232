import { viewElsewhere, type CodeView } from '../shared/codeView.ts'
import { shownEntry, type DrawerTab, type Entry, type PageState } from '../shared/entries.ts'
import type { FindingFilter } from '../shared/findingFilter.ts'
import type { Target } from '../shared/selection.ts'
import { createStore, type Store } from '../shared/Store.ts'
import { addressed } from './address.ts'
import { journalLine, noted, settled, type Desk } from './desk.ts'
import { createFiles, type Files } from './files.ts'
import { followed } from './links.ts'
import { ONE_AT_A_TIME, type Analyze, type QueueLimits } from './queue.ts'

/** What the page can do: one queue of analyses, one selection. */
export interface Session extends Omit<Files, 'change'> {
  readonly store: Store<PageState>
  /** Shows one model, or with null the table of all. */
  readonly show: (id: string | null) => void
  /** `isStep`: back returns to what was chosen before; not so for each byte on the way of a key. */
  readonly select: (target: Target, isStep?: boolean) => void
  /** Chooses in the details, or changes how they show what is chosen, which is no step. */
  readonly look: (look: Look) => void
  readonly openTab: (tab: DrawerTab) => void
  readonly filter: (filter: FindingFilter) => void
  /** Sets a finding of the shown model, or of `id`, aside, or with null takes it back; both are written into its journal. */
  readonly setAside: (finding: string, reason: string | null, id?: string) => void
  /** Writes a note on a finding of the shown model, or with null on its file; '' takes it away. */
  readonly note: (finding: string | null, text: string) => void
  /** Goes to what a fragment names: now, or once that file is dropped. */
  readonly goTo: (fragment: string) => void
}

/** Without a target the one that is chosen stays. */
export interface Look {
  readonly target?: Target
  readonly view: (view: CodeView) => CodeView
  readonly isStep: boolean
}

/** `analyze` is the worker's client, or a stand-in for it. */
export function createSession(
  analyze: Analyze,
  desk: Desk,
  limits: QueueLimits = ONE_AT_A_TIME,
): Session {
  const store = createStore<PageState>(EMPTY)
  const { change, ...files } = createFiles(store, { analyze, desk, limits })

  return {
    store,
    ...files,
    show: (id) => store.set((state) => showing(state, id)),
    select: (target, isStep = true) => store.set((state) => selected(state, target, isStep)),
    look: (look) => store.set((state) => looked(state, look)),
    openTab: (tab) => store.set((state) => ({ ...state, tab })),
    filter(filter) {
      const { shown } = store.get()
      if (shown !== null) change(shown, (entry) => ({ ...entry, filter }))
    },
    setAside(finding, reason, id) {
      const { entries, shown } = store.get()
      const entry = entries.find((each) => each.id === (id ?? shown))
      if (entry === undefined || entry.analysis === null || entry.run.kind === 'case') return
      const { analysis, journal } = entry
      const line = journalLine(finding, reason, desk)
      const written = settled(analysis, [...journal, line], desk)
      change(entry.id, (each) => ({ ...each, ...written }))
    },
    note(finding, text) {
      const entry = shownEntry(store.get())
      if (entry !== null && entry.run.kind !== 'case')
        change(entry.id, (each) => noted(each, finding, text, desk))
    },
    goTo: (fragment) => store.set((state) => addressed(state, fragment)),
  }
}

function changed(state: PageState, id: string, next: (entry: Entry) => Entry): PageState {
  return {
    ...state,
    entries: state.entries.map((entry) => (entry.id === id ? next(entry) : entry)),
  }
}

/** One more choice of the user: a step of history. */
function stepped(state: PageState): PageState {
  return { ...state, wanted: null, moves: state.moves + 1 }
}

function selected(state: PageState, target: Target, isStep: boolean): PageState {
  return looked(state, { target, view: viewElsewhere, isStep })
}

function looked(state: PageState, { target, view, isStep }: Look): PageState {
  const entry = shownEntry(state)
  if (entry === null) return state
  const chosen = { target: target ?? entry.target, view: view(entry.view) }
  const link = followed(entry.link)
  const after = changed(state, entry.id, (each) => ({ ...each, ...chosen, link }))
  return isStep ? stepped(after) : after
}

/** Showing what is shown is no step: an address that is waited for stays. */
function showing(state: PageState, id: string | null): PageState {
  if (id === state.shown) return state
  return stepped({ ...state, shown: id, last: state.shown ?? state.last })
}

const EMPTY: PageState = {
  entries: [],
  shown: null,
  last: null,
  wanted: null,
  tab: 'hex',
  moves: 0,
  pace: { isPaused: false, ended: 0, ms: 0 },
}
