import { Worker } from 'node:worker_threads'

const SILENCE_MS = 10_000 // a thread that says nothing for so long hangs: damaged HDF5 can spin for ever

/** What every thread may answer: that it could not do what it was asked. */
export interface Failed {
  readonly kind: 'failed'
  readonly message: string
}

/** A thread that does one order after the other, and is replaced when it hangs or dies. */
export interface SupervisedThread<Order, Answer> {
  /**
   * Gives the thread an order; `onAnswer` hears each answer and says whether it was the last. Resolves to null
   * then, or to why the thread was ended.
   */
  ask(order: Order, onAnswer: (answer: Answer) => boolean): Promise<string | null>
  close(): Promise<void>
}

/** `url` is the built thread, `task` its subject in messages, `silenceMs` after which it counts as hung. */
export function superviseThread<Order, Answer extends { readonly kind: string }>(
  url: URL,
  task: string,
  silenceMs = SILENCE_MS,
): SupervisedThread<Order, Answer> {
  let thread: Worker | null = null
  return {
    async ask(order, onAnswer) {
      const current = (thread ??= new Worker(url))
      const stopped = await listen<Answer>({ thread: current, order, silenceMs, onAnswer })
      if (stopped === null) return null
      thread = null
      await current.terminate()
      return `${task} ${stopped}`
    },
    async close() {
      await thread?.terminate()
    },
  }
}

interface Errand<Answer> {
  readonly thread: Worker
  readonly order: unknown
  readonly silenceMs: number
  readonly onAnswer: (answer: Answer) => boolean
}

/** Null when the last answer came; else why the thread is of no more use. */
function listen<Answer extends { readonly kind: string }>(
  errand: Errand<Answer>,
): Promise<string | null> {
  const { thread, order, silenceMs } = errand
  return new Promise((resolve) => {
    let timer = setTimeout(onSilence, silenceMs)

    function onSilence(): void {
      settle(`said nothing for ${silenceMs / 1000} seconds and was ended`)
    }

    function onError(error: Error): void {
      settle(`failed: ${error.message}`)
    }

    function onExit(): void {
      settle('ended without a result')
    }

    function onMessage(answer: Answer | Failed): void {
      clearTimeout(timer)
      timer = setTimeout(onSilence, silenceMs)
      if (isFailed(answer)) settle(`failed: ${answer.message}`)
      else if (errand.onAnswer(answer)) settle(null)
    }

    // One by one: `removeAllListeners` would also take those by which Node itself runs the thread.
    function settle(stopped: string | null): void {
      clearTimeout(timer)
      thread.off('message', onMessage).off('error', onError).off('exit', onExit)
      resolve(stopped)
    }

    thread.on('message', onMessage).on('error', onError).on('exit', onExit)
    thread.postMessage(order)
  })
}

function isFailed(answer: { readonly kind: string }): answer is Failed {
  return answer.kind === 'failed'
}
