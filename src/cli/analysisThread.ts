import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import {
  bhaktiOf,
  byteSource,
  cachedSource,
  type Analysis,
  type ByteSource,
  type Upload,
} from '../engine/index.ts'
import { configTexts } from '../compare/bytes.ts'
import { HubError } from '../hub/api/HubModel.ts'
import { RangesIgnored } from '../hub/ranges/httpRanges.ts'
import { openRemote, type RemoteModel } from '../hub/ranges/openRemote.ts'
import { analyzeUpload } from '../wasm/analyzeUpload.ts'
import { blockingHttp } from './blockingHttp.ts'
import { fetchDirect } from './fetchDirect.ts'
import type { Answer, End, Order } from './Message.ts'
import type { Failed } from './superviseThread.ts'

// The thread that analyses: the command line ends it when it hangs, and starts another.
parentPort?.on('message', (order: Order) => {
  work(order).catch((error: unknown) => {
    answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  })
})

function work(order: Order): Promise<void> {
  const { remote = null } = order
  return remote === null ? workHere(order) : workRemote(remote, order)
}

async function workRemote(model: RemoteModel, order: Order): Promise<void> {
  const { kept, isDirect = false } = order
  const { http, close } = blockingHttp(isDirect)
  const onRequest = (): void => answer({ kind: 'progress' })
  try {
    const host = {
      fetch: isDirect ? fetchDirect : fetch,
      http,
      onRequest,
      ...(kept === undefined ? {} : { kept }),
    }
    const { upload, source } = await openRemote(model, host)
    await analyze(upload, order, () => ({
      kept: source.kept(),
      interruption: source.interruption(),
    }))
  } catch (error) {
    if (!(error instanceof HubError || error instanceof RangesIgnored)) throw error
    const advice = error instanceof RangesIgnored ? '; --download reads it whole' : ''
    const retryAfterSeconds = error instanceof HubError ? error.retryAfterSeconds : null
    answer({ kind: 'refused', message: `${error.message}${advice}`, retryAfterSeconds })
  } finally {
    await close()
  }
}

async function workHere(order: Order): Promise<void> {
  const { name, isFolder, files, listedSha256 = null, listedBlob = null } = order
  const opened: number[] = []
  try {
    const sources = files.map(({ path, diskPath }) => {
      const handle = openSync(diskPath, 'r')
      opened.push(handle)
      return { path, source: handleSource(handle) }
    })
    const upload = { name, isFolder, files: sources, listedSha256, listedBlob }
    await analyze(upload, order, () => null)
  } finally {
    for (const handle of opened) closeSync(handle)
  }
}

async function analyze(
  upload: Upload,
  { wish, keepsTexts = false }: Pick<Order, 'wish' | 'keepsTexts'>,
  end: () => End,
): Promise<void> {
  const tell = (analysis: Analysis, last: boolean): void => {
    const texts = keepsTexts && last ? configTexts(analysis) : []
    const { report } = analysis
    const bhakti = bhaktiOf(analysis)
    answer({ kind: 'report', report, bhakti, texts, last, end: last ? end() : null })
  }
  const analysis = await analyzeUpload(upload, wish, {
    progress: () => answer({ kind: 'progress' }),
    report: (known) => tell(known, false),
  })
  tell(analysis, true)
}

function handleSource(handle: number): ByteSource {
  return cachedSource(
    byteSource(fstatSync(handle).size, (offset, length) => {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, readSync(handle, bytes, 0, length, offset))
    }),
  )
}

function answer(message: Answer | Failed): void {
  parentPort?.postMessage(message)
}
