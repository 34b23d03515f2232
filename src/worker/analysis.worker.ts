import { readCode, type Analysis, type Upload } from '../engine/index.ts'
import { HubError } from '../hub/api/HubModel.ts'
import { RangesIgnored } from '../hub/ranges/httpRanges.ts'
import { costOf, type Cost, type Kept } from '../hub/ranges/Kept.ts'
import { openRemote, type RemoteModel } from '../hub/ranges/openRemote.ts'
import type { RangeSource } from '../hub/ranges/rangeSource.ts'
import { analyzeUpload } from '../wasm/analyzeUpload.ts'
import { fileSource, type Meter } from './fileSource.ts'
import type {
  Answer,
  DroppedModel,
  KeptBlobs,
  Order,
  Refusal,
  RemoteEnd,
  RemoteWish,
} from './Message.ts'
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
      return analyze(toUpload(order.model, meter), meter, { rules: order.rules, ...LOCAL })
    }
    case 'analyze-remote':
      return analyzeRemote(order.model, order.wish)
    case 'read':
      answer({ kind: 'reading', reading: readCode(order.payload, order.python) })
  }
}

async function analyzeRemote(
  model: RemoteModel,
  { rules, kept, isLimited }: RemoteWish,
): Promise<void> {
  const { upload, source } = await openRemote(model, {
    fetch: (url, init) => fetch(url, init),
    http: syncHttp,
    onRequest: (cost) => answer({ kind: 'asking', cost: costOf(cost) }),
    ...(kept === null ? {} : { kept: unpacked(kept) }),
    isLimited,
  })
  const { meter } = source
  await analyze(upload, meter, { rules, cost: () => costOf(meter), end: () => endOf(source) })
}

function unpacked({ pieces, cost }: KeptBlobs): Kept {
  const reader = new FileReaderSync()
  const read = (blob: Blob) => new Uint8Array(reader.readAsArrayBuffer(blob))
  return { pieces: pieces.map(({ offset, blob }) => ({ offset, bytes: read(blob) })), cost }
}

function endOf(source: RangeSource): RemoteEnd {
  const { pieces, cost } = source.kept()
  const blobs = pieces.map(({ offset, bytes }) => ({ offset, blob: new Blob([bytes]) }))
  return { kept: { pieces: blobs, cost }, interruption: source.interruption() }
}

interface Job {
  /** YARA rules beside the bundled ones. */
  readonly rules: string
  readonly cost: () => Cost | null
  readonly end: () => RemoteEnd | null
}

const LOCAL: Pick<Job, 'cost' | 'end'> = { cost: () => null, end: () => null }

async function analyze(upload: Upload, meter: Meter, { rules, cost, end }: Job): Promise<void> {
  const wish = { content: true, yara: true, rules }
  const tell = (analysis: Analysis, last: boolean): void =>
    answer({
      ...{ kind: 'analysis', analysis, last, bytesRead: meter.bytes, cost: cost() },
      end: last ? end() : null,
    })
  const analysis = await analyzeUpload(upload, wish, {
    progress: (progress) => answer({ kind: 'progress', progress, cost: cost() }),
    report: (known) => tell(known, false),
  })
  tell(analysis, true)
}

function toUpload(model: DroppedModel, meter: Meter): Upload {
  const { name, isFolder, files, listedSha256 = null, listedBlob = null } = model
  const sources = files.map(({ path, file }) => ({ path, source: fileSource(file, meter) }))
  return { name, isFolder, files: sources, listedSha256, listedBlob }
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
