import type { FileRevision, Wanted } from '../../worker/client.ts'
import type { HubPlace } from '../shared/HubPlace.ts'
import type { Store } from '../shared/Store.ts'
import { createDesk, placeOf, sentenceOf, type Desk } from './Desk.ts'
import type { HistoryHost } from './HistoryHost.ts'
import type { HistoryView } from './HistoryState.ts'
import { searchOrigin } from './search.ts'

/** What can be done with the history of a file. */
export interface History extends Walking, Choosing, Searching {
  /** Null: none is open. */
  readonly store: Store<HistoryView | null>
}

export function createHistory(host: HistoryHost): History {
  const desk = createDesk(host)
  return { store: desk.store, ...walking(desk), ...choosing(desk), ...searching(desk) }
}

interface Walking {
  readonly open: (place: HubPlace) => void
  readonly close: () => void
  /** Asks for older revisions; goes on where it was stopped, or where the Hub refused. */
  readonly more: () => void
  /** Ends what is being asked for, and keeps what came. */
  readonly stop: () => void
}

const AT_ONCE = 20 // revisions: each is a request

function walking({ host, store, begin, turnTo }: Desk): Walking {
  return {
    open(place) {
      const wish = begin()
      turnTo(place)
      store.set(() => ({ ...EMPTY, place, code: host.known(place)?.code ?? null }))
      host.showHistory()
      void wish.walkTo(AT_ONCE)
    },
    close() {
      begin()
      store.set(() => null)
    },
    more: () => void begin().walkTo((store.get()?.revisions.length ?? 0) + AT_ONCE),
    stop() {
      begin()
      store.set((view) => view && stopped(view))
    },
  }
}

const EMPTY = {
  revisions: [],
  end: null,
  isWalking: true,
  pausedUntil: null,
  trouble: null,
  chosen: new Set<string>(),
  search: null,
} as const

function stopped(view: HistoryView): HistoryView {
  const { search } = view
  const ended = search?.state === 'running' ? { ...search, state: 'stopped' as const } : search
  return { ...view, isWalking: false, pausedUntil: null, search: ended }
}

interface Choosing {
  readonly choose: (commit: string) => void
  readonly compareChosen: () => void
  readonly compare: (before: FileRevision, after: FileRevision) => void
  readonly openRevision: (revision: FileRevision) => void
}

function choosing({ host, store }: Desk): Choosing {
  const compare = (before: FileRevision | undefined, after: FileRevision | undefined): void => {
    const view = store.get()
    if (view !== null && before !== undefined && after !== undefined)
      host.compare(placeOf(view, before), placeOf(view, after))
  }
  return {
    choose: (commit) => store.set((view) => view && { ...view, chosen: toggled(view, commit) }),
    compareChosen() {
      const view = store.get()
      const chosen = view?.revisions.filter(({ commit }) => view.chosen.has(commit.id)) ?? []
      compare(chosen[1], chosen[0]) // newest first in the list
    },
    compare,
    openRevision(revision) {
      const view = store.get()
      if (view !== null) host.openPlace(placeOf(view, revision))
    },
  }
}

/** The two that were chosen last. */
function toggled({ chosen }: HistoryView, commit: string): ReadonlySet<string> {
  if (chosen.has(commit)) return new Set([...chosen].filter((each) => each !== commit))
  return new Set([...[...chosen].slice(-1), commit])
}

interface Searching {
  /** Reads the newest revision, to know its code. */
  readonly readCode: () => void
  readonly search: (wanted: Wanted, title: string) => void
  /** Reads every revision, for what came and went more than once. */
  readonly readAll: () => void
}

function searching(desk: Desk): Searching {
  const { host, store, begin } = desk
  const look = (wanted: Wanted, title: string, isEvery: boolean): void => {
    const wish = begin()
    wish.change(() => ({ isWalking: false, search: { ...NO_SEARCH, wanted, title } }))
    void searchOrigin(desk, wish, { wanted, isEvery })
  }
  return {
    readCode() {
      const view = store.get()
      if (view === null) return
      const { change, asking, signal } = begin()
      change(() => ({ isWalking: true, trouble: null }))
      void asking(() => host.read(view.place, signal)).then(
        ({ report }) => change(() => ({ code: report.code, isWalking: false })),
        (error: unknown) => change(() => ({ trouble: sentenceOf(error), isWalking: false })),
      )
    },
    search: (wanted, title) => look(wanted, title, false),
    readAll() {
      const search = store.get()?.search ?? null
      if (search !== null) look(search.wanted, search.title, true)
    },
  }
}

const NO_SEARCH = {
  steps: [],
  state: 'running',
  doing: 'Looking for the oldest revision',
  origin: null,
  turns: null,
  total: { bytes: 0, requests: 0, files: 0 },
} as const
