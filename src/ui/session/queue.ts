import type { Analysis } from '../../engine/index.ts'
import type { Update } from '../../worker/client.ts'
import { sizeOf, type Entry, type OpenedModel, type Run } from '../shared/entries.ts'

/** Analyses a model, wherever it lies. See `analyzeFile` of the client. */
export type Analyze = (
  model: OpenedModel,
  signal: AbortSignal,
  onUpdate: (update: Update) => void,
) => Promise<Analysis>

/** What the queue asks of the page's state, and tells it. */
export interface QueueHost {
  readonly analyze: Analyze
  readonly entryOf: (id: string) => Entry | undefined
  /** The model that is looked at: it comes first. */
  readonly shown: () => string | null
  readonly onRun: (id: string, run: Run) => void
  readonly onAnalysis: (id: string, analysis: Analysis) => void
}

/** How much is analysed at a time. */
export interface QueueLimits {
  readonly workers: number
  /** Bytes of the files in work; a file that is larger than all of it is analysed alone. */
  readonly bytes: number
}

export interface Queue {
  /** Analyses these in turn. */
  readonly add: (ids: readonly string[]) => void
  /** Ends an analysis at once, or takes it out of those that wait, and goes on with the next. */
  readonly stop: (id: string) => void
  /** Ends all, and forgets what waits. */
  readonly clear: () => void
  /** While it is set, what runs goes on and nothing new begins. */
  readonly pause: (isPaused: boolean) => void
}

export const ONE_AT_A_TIME: QueueLimits = { workers: 1, bytes: 0 }

const MOST_WORKERS = 8 // beyond that the disk is what is waited for, and each holds tens of megabytes
const MOST_BYTES = 512 * 1024 * 1024 // of files in work: a worker may hold a part of a file whole

/** One worker less than the machine has processors, which leaves one to the page, but two where there is more than one. */
export function poolLimits(processors: number): QueueLimits {
  const workers = processors < 2 ? 1 : Math.min(MOST_WORKERS, Math.max(2, processors - 1))
  return { workers, bytes: MOST_BYTES }
}

interface Work {
  readonly bytes: number
  readonly isRemote: boolean
  readonly controller: AbortController
}

/** Runs analyses side by side, in the order in which they came; of the Hub one at a time, since it counts requests. */
export function createQueue(host: QueueHost, limits: QueueLimits): Queue {
  const waiting = new Set<string>()
  const works = new Map<string, Work>()
  let isPaused = false

  function start(): void {
    for (let next = nextEntry(); next !== undefined; next = nextEntry()) begin(next)
  }

  function nextEntry(): Entry | undefined {
    if (isPaused || works.size >= limits.workers) return undefined
    const isHubAsked = [...works.values()].some((work) => work.isRemote)
    for (const id of inTurn()) {
      const entry = host.entryOf(id)
      if (entry === undefined) waiting.delete(id)
      else if (!isHubAsked || !isRemote(entry))
        return hasRoom(entry, works, limits) ? entry : undefined
    }
    return undefined
  }

  /** What is looked at comes first. */
  function inTurn(): Iterable<string> {
    const shown = host.shown()
    return shown !== null && waiting.has(shown) ? [shown, ...waiting] : waiting
  }

  function begin(entry: Entry): void {
    const { id, model } = entry
    const bytes = isRemote(entry) ? 0 : sizeOf(model)
    const mine = { bytes, isRemote: isRemote(entry), controller: new AbortController() }
    waiting.delete(id)
    works.set(id, mine)
    host.onRun(id, { kind: 'running', progress: null })
    void outcome(host, entry, mine.controller.signal).then((run) => {
      if (works.get(id) !== mine) return
      works.delete(id)
      host.onRun(id, run)
      start()
    })
  }

  return {
    add(ids) {
      for (const id of ids) waiting.add(id)
      start()
    },
    stop(id) {
      waiting.delete(id)
      works.get(id)?.controller.abort()
      works.delete(id)
      start()
    },
    clear() {
      waiting.clear()
      for (const { controller } of works.values()) controller.abort()
      works.clear()
    },
    pause(wanted) {
      isPaused = wanted
      start()
    },
  }
}

/** A large file waits until it is alone, and what comes after it waits with it. */
function hasRoom(
  { model }: Entry,
  works: ReadonlyMap<string, Work>,
  { bytes: most }: QueueLimits,
): boolean {
  const inWork = [...works.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  return works.size === 0 || inWork + sizeOf(model) <= most
}

function isRemote({ model }: Entry): boolean {
  return 'remote' in model || 'elsewhere' in model
}

/** Nothing is told any more once `signal` is aborted. */
async function outcome(host: QueueHost, { id, model }: Entry, signal: AbortSignal): Promise<Run> {
  try {
    const analysis = await host.analyze(model, signal, (update) => {
      if (signal.aborted) return
      if (update.kind === 'analysis') host.onAnalysis(id, update.analysis)
      else host.onRun(id, { kind: 'running', progress: update.progress })
    })
    if (!signal.aborted) host.onAnalysis(id, analysis)
    return { kind: 'done' }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : 'unknown error' }
  }
}
