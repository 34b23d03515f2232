import type { Analysis } from '../../engine/index.ts'
import { viewElsewhere, type CodeView } from '../shared/codeView.ts'
import {
  shownEntry,
  UNSEEN,
  type DrawerTab,
  type Entry,
  type OpenedModel,
  type PageState,
} from '../shared/entries.ts'
import type { FindingFilter } from '../shared/findingFilter.ts'
import { firstTarget, type Target } from '../shared/selection.ts'
import { createStore, type Store } from '../shared/Store.ts'
import { addressed, wantedTarget } from './address.ts'
import { journalLine, settled, type Desk, type Written } from './desk.ts'
import { createQueue, type Analyze } from './queue.ts'

/** What the page can do: one queue of analyses, one selection. */
export interface Session {
  readonly store: Store<PageState>
  readonly add: (models: readonly OpenedModel[]) => void
  /** Reads a model anew from elsewhere: one that was downloaded since. */
  readonly replace: (id: string, model: OpenedModel) => void
  readonly cancel: (id: string) => void
  readonly retry: (id: string) => void
  /** Shows one model, or with null the table of all. */
  readonly show: (id: string | null) => void
  /** `isStep`: back returns to what was chosen before; not so for each byte on the way of a key. */
  readonly select: (target: Target, isStep?: boolean) => void
  /** Chooses in the details, or changes how they show what is chosen, which is no step. */
  readonly look: (look: Look) => void
  readonly openTab: (tab: DrawerTab) => void
  readonly filter: (filter: FindingFilter) => void
  /** Sets a finding of the shown model aside, or with null takes it back; both are written into its journal. */
  readonly setAside: (finding: string, reason: string | null) => void
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
export function createSession(analyze: Analyze, desk: Desk): Session {
  const store = createStore<PageState>({
    entries: [],
    shown: null,
    last: null,
    wanted: null,
    tab: 'hex',
    moves: 0,
  })
  const change = (id: string, next: (entry: Entry) => Entry): void => {
    store.set((state) => changed(state, id, next))
  }
  const queue = createQueue({
    analyze,
    nextWaiting: () => store.get().entries.find(({ run }) => run.kind === 'waiting'),
    onRun: (id, run) => change(id, (entry) => ({ ...entry, run })),
    onAnalysis(id, analysis) {
      store.set((state) => withAnalysis(state, id, (own) => settled(analysis, own, desk)))
    },
  })
  let added = 0

  return {
    store,
    add(models) {
      const entries = models.map((model) => toEntry(model, `model-${++added}`))
      store.set((state) => withEntries(state, entries))
      queue.start()
    },
    replace(id, model) {
      change(id, (entry) => ({ ...entry, model, run: { kind: 'waiting' } }))
      queue.stop(id) // what read it until now; then the next is begun
    },
    cancel(id) {
      change(id, (entry) => (isOpen(entry) ? { ...entry, run: { kind: 'cancelled' } } : entry))
      queue.stop(id)
    },
    retry(id) {
      change(id, (entry) => (isOpen(entry) ? entry : { ...entry, run: { kind: 'waiting' } }))
      queue.start()
    },
    show: (id) =>
      store.set((state) => stepped({ ...state, shown: id, last: state.shown ?? state.last })),
    select: (target, isStep = true) => store.set((state) => selected(state, target, isStep)),
    look: (look) => store.set((state) => looked(state, look)),
    openTab: (tab) => store.set((state) => ({ ...state, tab })),
    filter(filter) {
      const { shown } = store.get()
      if (shown !== null) change(shown, (entry) => ({ ...entry, filter }))
    },
    setAside(finding, reason) {
      const entry = shownEntry(store.get())
      if (entry === null || entry.analysis === null) return
      const { analysis, journal } = entry
      const line = journalLine(finding, reason, desk)
      const written = settled(analysis, [...journal, line], desk)
      change(entry.id, (each) => ({ ...each, ...written }))
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
  const after = changed(state, entry.id, (each) => ({ ...each, ...chosen }))
  return isStep ? stepped(after) : { ...after, wanted: null }
}

function isOpen({ run }: Entry): boolean {
  return run.kind === 'running' || run.kind === 'waiting'
}

function toEntry(model: OpenedModel, id: string): Entry {
  const origin = 'remote' in model ? model.remote : null
  return { ...UNSEEN, id, model, origin, run: { kind: 'waiting' }, analysis: null }
}

/** A single model is shown at once; of several, the table. */
function withEntries(state: PageState, added: readonly Entry[]): PageState {
  const [first] = added
  if (first === undefined) return state
  const entries = [...state.entries, ...added]
  return { ...state, entries, shown: added.length === 1 ? first.id : null }
}

/**
 * What is known of one model, and what of it the address asked for. Otherwise the first result settles what is
 * selected, so that nothing jumps when the report grows.
 */
function withAnalysis(
  state: PageState,
  id: string,
  settle: (own: Entry['journal']) => Written,
): PageState {
  const entry = state.entries.find((each) => each.id === id)
  if (entry === undefined) return state
  const written = settle(entry.journal)
  const { analysis } = written
  const wanted = wantedTarget(state.wanted, { ...entry, analysis })
  const target = wanted ?? entry.target ?? defaultTarget(entry.model, analysis)
  const view = wanted === null ? entry.view : (state.wanted?.view ?? entry.view)
  const after = changed(state, id, () => ({ ...entry, ...written, target, view }))
  return wanted === null ? after : { ...after, wanted: null }
}

function defaultTarget({ files }: OpenedModel, { report }: Analysis): Target | null {
  const [file] = files
  if (file === undefined) return null
  const { path, file: bytes } = file
  const window = { kind: 'file', name: path, offset: 0, length: bytes.size, via: 'same' } as const
  return firstTarget(report, [window])
}
