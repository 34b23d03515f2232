import { startModuleWorker } from '../../../worker/client.ts'
import type { DrawnLayout } from './drawnLayout.ts'
import layoutWorkerUrl from './layoutWorker.ts?worker&url'
import type { LayoutAnswer, LayoutOrder } from './LayoutMessage.ts'
import type { NestedGraph } from './levels.ts'

/** Lays out one graph after the other in a worker. */
export interface Layouter {
  /** What was asked before and has no answer yet is given up. */
  readonly ask: (graph: NestedGraph, on: Listener) => void
  readonly stop: () => void
}

export interface Listener {
  readonly onProgress: (share: number) => void
  readonly onLayout: (layout: DrawnLayout) => void
  /** The worker broke: out of memory, or not loaded. */
  readonly onFailure: () => void
}

export function createLayouter(): Layouter {
  let worker: Worker | null = null
  let isBusy = false
  let number = 0
  const stop = (): void => {
    worker?.terminate()
    worker = null
  }
  return {
    stop,
    ask(graph, on) {
      if (isBusy) stop()
      worker ??= startModuleWorker(layoutWorkerUrl)
      isBusy = true
      const order: LayoutOrder = { number: (number += 1), graph }
      worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
        if (data.number !== order.number) return
        if (data.kind === 'progress') {
          on.onProgress(data.share)
          return
        }
        isBusy = false
        on.onLayout(data.layout)
      }
      worker.onerror = () => {
        stop()
        on.onFailure()
      }
      worker.postMessage(order)
    },
  }
}
