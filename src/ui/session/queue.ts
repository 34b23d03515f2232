import type { Analysis } from '../../engine/index.ts'
import type { Update } from '../../worker/client.ts'
import type { Entry, OpenedModel, Run } from '../shared/entries.ts'

/** Analyses a model, wherever it lies. See `analyzeFile` of the client. */
export type Analyze = (
  model: OpenedModel,
  signal: AbortSignal,
  onUpdate: (update: Update) => void,
) => Promise<Analysis>

/** What the queue asks of the page's state, and tells it. */
export interface QueueHost {
  readonly analyze: Analyze
  readonly nextWaiting: () => Entry | undefined
  readonly onRun: (id: string, run: Run) => void
  readonly onAnalysis: (id: string, analysis: Analysis) => void
}

export interface Queue {
  /** Starts the next waiting analysis unless one is running. */
  readonly start: () => void
  /** Ends an analysis at once, and goes on with the next. */
  readonly stop: (id: string) => void
}

/** Runs analyses one after the other: each reads a disk and fills a worker. */
export function createQueue(host: QueueHost): Queue {
  let current: { readonly id: string; readonly controller: AbortController } | null = null

  function start(): void {
    const next = current === null ? host.nextWaiting() : undefined
    if (next === undefined) return
    const mine = { id: next.id, controller: new AbortController() }
    current = mine
    host.onRun(next.id, { kind: 'running', progress: null })
    void outcome(host, next, mine.controller.signal).then((run) => {
      if (current !== mine) return
      current = null
      host.onRun(next.id, run)
      start()
    })
  }

  function stop(id: string): void {
    if (current?.id === id) {
      current.controller.abort()
      current = null
    }
    start()
  }

  return { start, stop }
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
