import { parentPort } from 'node:worker_threads'
import type { HttpOrder } from './blockingHttp.ts'
import { pauseOf } from '../hub/api/pauseOf.ts'
import type { SyncAnswer } from '../hub/ranges/httpRanges.ts'

// The thread that fetches while the one that analyses waits: there, reading is synchronous.
parentPort?.on('message', (order: HttpOrder) => {
  void serve(order)
})

async function serve(order: HttpOrder): Promise<void> {
  order.port.postMessage(await ask(order))
  Atomics.store(order.flag, 0, 1)
  Atomics.notify(order.flag, 0)
}

async function ask({ url, headers, most, timeoutMs, isDirect }: HttpOrder): Promise<SyncAnswer> {
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const redirect = isDirect ? 'error' : 'follow'
    const response = await fetch(url, { headers: Object.fromEntries(headers), signal, redirect })
    const bytes = await bytesOf(response, most)
    const contentRange = response.headers.get('content-range')
    const pauseSeconds = pauseOf(response.headers)
    return { status: response.status, url: response.url, contentRange, pauseSeconds, bytes }
  } catch {
    return { status: 0, url, contentRange: null, pauseSeconds: null, bytes: new Uint8Array(0) }
  }
}

/** No more than `most`: a server may send the whole where a part was asked for. What a cut connection gave is kept. */
async function bytesOf({ body }: Response, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  const reader = body?.getReader()
  try {
    for (let step = await reader?.read(); step?.done === false; step = await reader?.read()) {
      pieces.push(step.value)
      size += step.value.length
      if (size > most) break
    }
    await reader?.cancel()
  } catch {
    return new Uint8Array(Buffer.concat(pieces))
  }
  return new Uint8Array(Buffer.concat(pieces))
}
