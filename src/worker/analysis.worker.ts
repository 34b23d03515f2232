import { readCode, type Analysis, type Upload } from '../engine/index.ts'
import { HubError } from '../hub/api/HubModel.ts'
import { RangesIgnored } from '../hub/ranges/httpRanges.ts'
import { openRemote, type Cost, type RemoteModel } from '../hub/ranges/openRemote.ts'
import { analyzeUpload } from '../wasm/analyzeUpload.ts'
import { fileSource, type Meter } from './fileSource.ts'
import type { Answer, DroppedModel, Order, Refusal } from './Message.ts'
import { syncHttp } from './syncHttp.ts'

/** Does one order after the other; between two, nothing of the first is left. */
self.onmessage = ({ data }: MessageEvent<Order>) => {
  obey(data).catch((error: unknown) => {
    const refusal = refusalOf(error)
    const message = error instanceof Error ? error.message : String(error)
    answer(refusal === null ? { kind: 'failed', message } : { kind: 'refused', refusal })
  })
}

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'analyze': {
      const meter = { bytes: 0 }
      return analyze(toUpload(order.model, meter), meter, { rules: order.rules, cost: () => null })
    }
    case 'analyze-remote':
      return analyzeRemote(order.model, order.rules)
    case 'read':
      answer({ kind: 'reading', reading: readCode(order.payload, order.python) })
  }
}

async function analyzeRemote(model: RemoteModel, rules: string): Promise<void> {
  const { upload, meter } = await openRemote(model, {
    fetch: (url, init) => fetch(url, init),
    http: syncHttp,
    onRequest: (cost) => answer({ kind: 'asking', cost: costOf(cost) }),
  })
  await analyze(upload, meter, { rules, cost: () => costOf(meter) })
}

interface Job {
  /** YARA rules beside the bundled ones. */
  readonly rules: string
  readonly cost: () => Cost | null
}

async function analyze(upload: Upload, meter: Meter, { rules, cost }: Job): Promise<void> {
  const wish = { content: true, yara: true, rules }
  const tell = (analysis: Analysis, last: boolean): void =>
    answer({ kind: 'analysis', analysis, last, bytesRead: meter.bytes, cost: cost() })
  const analysis = await analyzeUpload(upload, wish, {
    progress: (progress) => answer({ kind: 'progress', progress, cost: cost() }),
    report: (known) => tell(known, false),
  })
  tell(analysis, true)
}

/** The meter itself does not cross to the page. */
function costOf({ bytes, requests }: Cost): Cost {
  return { bytes, requests }
}

function toUpload({ name, isFolder, files, listedSha256 }: DroppedModel, meter: Meter): Upload {
  const sources = files.map(({ path, file }) => ({ path, source: fileSource(file, meter) }))
  return { name, isFolder, files: sources, listedSha256: listedSha256 ?? null }
}

/** Null for an error that is ours. */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof RangesIgnored) return { kind: 'ranges-ignored' }
  if (!(error instanceof HubError)) return null
  const { kind: reason, message, retryAfterSeconds } = error
  return { kind: 'hub', reason, message, retryAfterSeconds }
}

function answer(message: Answer): void {
  self.postMessage(message)
}
