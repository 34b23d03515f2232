import {
  createExaminer,
  walkHistory,
  type Examined,
  type Examiner,
  type FileRevision,
  type HistoryWalk,
} from '../../worker/client.ts'
import type { HubPlace } from '../shared/HubPlace.ts'
import { createStore, type Store } from '../shared/Store.ts'
import type { HistoryHost } from './HistoryHost.ts'
import type { HistoryView } from './HistoryState.ts'

/** What is being asked of the Hub for one history: one wish at a time, the next ends the one before. */
export interface Desk {
  readonly host: HistoryHost
  readonly store: Store<HistoryView | null>
  /** Ends the wish before, and begins one. */
  readonly begin: () => Wish
  /** Begins the history of another file. */
  readonly turnTo: (place: HubPlace) => void
  readonly examiner: () => Examiner
}

/** Nothing of it reaches the view once it was ended. */
export interface Wish {
  readonly signal: AbortSignal
  readonly change: (next: (view: HistoryView) => Partial<HistoryView>) => void
  /** Waits for as long as the Hub asks for. */
  readonly asking: <T>(work: () => Promise<T>) => Promise<T>
  /** Walks until there are so many revisions, or no older ones; what goes wrong is in the view. */
  readonly walkTo: (count: number) => Promise<void>
}

export function createDesk(host: HistoryHost): Desk {
  const store = createStore<HistoryView | null>(null)
  let controller = new AbortController()
  let walk: HistoryWalk | null = null
  let examiner = newExaminer()

  function newExaminer(): Examiner {
    return createExaminer((revision): Promise<Examined> => {
      const view = store.get()
      if (view === null) throw new Error('no history is open')
      return host.read(placeOf(view, revision), controller.signal)
    })
  }

  return {
    host,
    store,
    begin() {
      controller.abort()
      controller = new AbortController()
      return toWish({ host, store, signal: controller.signal, walk: () => walk })
    },
    turnTo({ repo, file }) {
      walk = walkHistory(
        host.connect(() => controller.signal),
        repo,
        file.path,
      )
      examiner = newExaminer()
    },
    examiner: () => examiner,
  }
}

interface Wishing extends Pick<Desk, 'host' | 'store'> {
  readonly signal: AbortSignal
  readonly walk: () => HistoryWalk | null
}

function toWish({ host, store, signal, walk }: Wishing): Wish {
  const change: Wish['change'] = (next) => {
    if (!signal.aborted) store.set((view) => view && { ...view, ...next(view) })
  }
  const asking: Wish['asking'] = (work) =>
    host.patiently(work, signal, (pausedUntil) => change(() => ({ pausedUntil })))

  async function walkTo(count: number): Promise<void> {
    const own = walk()
    if (own === null) return
    change(() => ({ isWalking: true, trouble: null }))
    try {
      for (let view = store.get(); view !== null && !signal.aborted; view = store.get()) {
        if (view.end !== null || view.revisions.length >= count) break
        const step = await asking(() => own.next())
        change(({ revisions }) =>
          step.kind === 'end' ? { end: step.end } : { revisions: [...revisions, step.revision] },
        )
      }
    } catch (error) {
      change(() => ({ trouble: sentenceOf(error) }))
    } finally {
      change(() => ({ isWalking: false, pausedUntil: null }))
    }
  }

  return { signal, change, asking, walkTo }
}

/** The file as a revision left it. */
export function placeOf({ place }: HistoryView, { commit, file }: FileRevision): HubPlace {
  return { repo: { ...place.repo, commit: commit.id }, file }
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error'
}
