import { readCode, type Analysis, type Upload } from '../engine/index.ts'
import { analyzeUpload } from '../wasm/analyzeUpload.ts'
import { fileSource, type Meter } from './fileSource.ts'
import type { Answer, DroppedModel, Order } from './Message.ts'

/** Does one order after the other; between two, nothing of the first is left. */
self.onmessage = ({ data }: MessageEvent<Order>) => {
  obey(data).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    answer({ kind: 'failed', message })
  })
}

async function obey(order: Order): Promise<void> {
  if (order.kind === 'analyze') await analyze(order.model)
  else answer({ kind: 'reading', reading: readCode(order.payload, order.python) })
}

async function analyze(model: DroppedModel): Promise<void> {
  const meter = { bytes: 0 }
  const wish = { content: true, yara: true, rules: '' }
  const tell = (analysis: Analysis, last: boolean): void =>
    answer({ kind: 'analysis', analysis, last, bytesRead: meter.bytes })
  const analysis = await analyzeUpload(toUpload(model, meter), wish, {
    progress: (progress) => answer({ kind: 'progress', progress }),
    report: (known) => tell(known, false),
  })
  tell(analysis, true)
}

function toUpload({ name, isFolder, files }: DroppedModel, meter: Meter): Upload {
  const sources = files.map(({ path, file }) => ({ path, source: fileSource(file, meter) }))
  return { name, isFolder, files: sources }
}

function answer(message: Answer): void {
  self.postMessage(message)
}
