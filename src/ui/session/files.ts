import type { Analysis } from '../../engine/index.ts'
import { UNSEEN, type Entry, type OpenedModel, type PageState } from '../shared/entries.ts'
import { firstTarget, type Target } from '../shared/selection.ts'
import type { Store } from '../shared/Store.ts'
import { settled, withNotes, type Desk } from './desk.ts'
import { createGathered } from './gathered.ts'
import { isAmongMany, isMet, linkedChoice, linkFor, ownJournal, withoutMet } from './links.ts'
import { createPace, type PaceCounter } from './pace.ts'
import { createQueue, type Analyze, type Queue, type QueueLimits } from './queue.ts'

/** What can be done with the files that are open. */
export interface Files {
  readonly add: (models: readonly OpenedModel[]) => void
  /** Reads a model anew from elsewhere: one that was downloaded since. */
  readonly replace: (id: string, model: OpenedModel) => void
  readonly cancel: (id: string) => void
  /** Ends all that run, and takes back all that wait. */
  readonly cancelAll: () => void
  readonly retry: (id: string) => void
  readonly retryAll: (ids: readonly string[]) => void
  /** Lets what runs come to its end and begins nothing new, or goes on. */
  readonly pause: (isPaused: boolean) => void
  /** Takes models out of the table, and frees what is known of them. */
  readonly remove: (ids: readonly string[]) => void
  /** Puts models that were taken out back in their places, and reads them anew. */
  readonly putBack: (entries: readonly Entry[]) => void
  /** Changes what is known of one. */
  readonly change: (id: string, next: (entry: Entry) => Entry) => void
}

/** What analyses them, and how many at a time. */
export interface Means {
  readonly analyze: Analyze
  readonly desk: Desk
  readonly limits: QueueLimits
}

const FEW = 20 // of so many files each step is drawn at once

export function createFiles(store: Store<PageState>, means: Means): Files {
  const pace = createPace(() => means.desk.now().getTime())
  const gathered = createGathered<Entry>(
    (changes) =>
      store.set((state) => ({ ...withChanges(state, changes), pace: pace.now(state.pace) })),
    () => store.get().entries.length > FEW,
  )
  const queue = queueOf(store, means, {
    change: gathered.change,
    onEnded: pace.onEnded,
  })
  let added = 0

  function change(id: string, next: (entry: Entry) => Entry): void {
    gathered.flush()
    store.set((state) => withChanges(state, new Map([[id, next]])))
  }

  function retryAll(ids: readonly string[]): void {
    gathered.flush()
    const wanted = new Set(ids)
    const again = store
      .get()
      .entries.filter((entry) => wanted.has(entry.id) && !isOpen(entry) && isHere(entry))
    if (!store.get().entries.some(isOpen)) pace.begin()
    const waiting = again.map(({ id }) => [id, toWaiting] as const)
    store.set((state) => withChanges(state, new Map(waiting)))
    queue.add(again.map(({ id }) => id))
  }

  return {
    change,
    ...ofAll(store, { queue, pace, flush: gathered.flush }),
    add(models) {
      const entries = models.map((model) => toEntry(model, `model-${++added}`))
      if (!store.get().entries.some(isOpen)) pace.begin()
      store.set((state) => withEntries(state, entries))
      queue.add(entries.map(({ id }) => id))
    },
    replace(id, model) {
      change(id, (entry) => ({ ...entry, model, run: { kind: 'waiting' } }))
      queue.stop(id) // what read it until now
      queue.add([id])
    },
    cancel(id) {
      change(id, (entry) => (isOpen(entry) ? { ...entry, run: { kind: 'cancelled' } } : entry))
      queue.stop(id)
    },
    retry: (id) => retryAll([id]),
    retryAll,
    remove(ids) {
      const gone = new Set(ids)
      gathered.flush()
      store.set((state) => without(state, gone))
      for (const id of gone) queue.stop(id)
    },
    putBack(entries) {
      const anew = entries.filter(isHere).map((entry): Entry => ({ ...entry, ...UNREAD }))
      store.set((state) => ({ ...state, entries: [...state.entries, ...anew].toSorted(byAge) }))
      queue.add(anew.map(({ id }) => id))
    },
  }
}

interface All {
  readonly queue: Queue
  readonly pace: PaceCounter
  readonly flush: () => void
}

/** What is done with all that run and wait. */
function ofAll(
  store: Store<PageState>,
  { queue, pace, flush }: All,
): Pick<Files, 'cancelAll' | 'pause'> {
  return {
    cancelAll() {
      flush()
      const cancelled = (entry: Entry): Entry =>
        isOpen(entry) ? { ...entry, run: { kind: 'cancelled' } } : entry
      store.set((state) => ({ ...state, entries: state.entries.map(cancelled) }))
      queue.clear()
    },
    pause(isPaused) {
      pace.begin()
      flush()
      store.set((state) => ({ ...state, pace: { isPaused, ended: 0, ms: 0 } }))
      queue.pause(isPaused)
    },
  }
}

interface Ears {
  readonly change: (id: string, next: (entry: Entry) => Entry) => void
  readonly onEnded: () => void
}

function queueOf(store: Store<PageState>, { analyze, desk, limits }: Means, ears: Ears): Queue {
  return createQueue(
    {
      analyze,
      entryOf: (id) => store.get().entries.find((entry) => entry.id === id),
      shown: () => store.get().shown,
      onRun(id, run) {
        if (run.kind === 'done' || run.kind === 'failed') ears.onEnded()
        ears.change(id, (entry) => ({ ...entry, run }))
      },
      onAnalysis(id, analysis) {
        ears.change(id, (entry) => {
          const journal = ownJournal({ ...entry, analysis })
          return withNotes({ ...entry, ...settled(analysis, journal, desk) }, desk)
        })
      },
    },
    limits,
  )
}

/** What a model is put back with: its bytes are read anew. */
const UNREAD = { run: { kind: 'waiting' }, analysis: null } as const

function without(state: PageState, gone: ReadonlySet<string>): PageState {
  const kept = (id: string | null): string | null => (id === null || gone.has(id) ? null : id)
  const entries = state.entries.filter(({ id }) => !gone.has(id))
  return { ...state, entries, shown: kept(state.shown), last: kept(state.last) }
}

function toWaiting(entry: Entry): Entry {
  return { ...entry, run: { kind: 'waiting' } }
}

/** In the order in which they came: ids are counted. */
function byAge(a: Entry, b: Entry): number {
  return a.id.localeCompare(b.id, 'en', { numeric: true })
}

/** Of a case file there is nothing to read anew. */
function isHere({ run }: Entry): boolean {
  return run.kind !== 'case'
}

function isOpen({ run }: Entry): boolean {
  return run.kind === 'running' || run.kind === 'waiting'
}

function toEntry(model: OpenedModel, id: string): Entry {
  const origin = 'remote' in model ? model.remote : null
  return { ...UNSEEN, id, model, origin, run: { kind: 'waiting' }, analysis: null }
}

/** A single model is shown at once; of several, the table. What the page waits for may be among them. */
function withEntries(state: PageState, added: readonly Entry[]): PageState {
  const [first] = added
  if (first === undefined) return state
  const isAlone = added.length === 1
  const linked = added.map((entry) => ({ ...entry, link: linkFor(state, entry.model, isAlone) }))
  const entries = [...state.entries, ...linked]
  return { ...state, entries, wanted: null, shown: isAlone ? first.id : null }
}

/**
 * What is known of models, and what their links choose in them. Otherwise the first result settles what is selected, so
 * that nothing jumps when the report grows. Of many files, the one that the link means is shown.
 */
function withChanges(
  state: PageState,
  changes: ReadonlyMap<string, (entry: Entry) => Entry>,
): PageState {
  let found: string | null = null
  const entries = state.entries.map((before) => {
    const after = changes.get(before.id)?.(before) ?? before
    if (after.analysis === null || after.analysis === before.analysis) return after
    if (isAmongMany(after) && isMet(after)) found = after.id
    const target = after.target ?? defaultTarget(after.model, after.analysis)
    return { ...after, target, ...linkedChoice(after) }
  })
  return { ...state, entries: withoutMet(entries), shown: state.shown ?? found }
}

function defaultTarget({ files }: OpenedModel, { report }: Analysis): Target | null {
  const [file] = files
  if (file === undefined) return null
  const { path, file: bytes } = file
  const window = { kind: 'file', name: path, offset: 0, length: bytes.size, via: 'same' } as const
  return firstTarget(report, [window])
}
