import type { Upload } from '../engine/index.ts'
import { analyzeUpload } from '../wasm/analyzeUpload.ts'
import { fileSource } from './fileSource.ts'
import type { Answer, DroppedModel, Order } from './Message.ts'

/** Does one analysis after the other; between two, nothing of the first is left. */
self.onmessage = ({ data }: MessageEvent<Order>) => {
  work(data.model).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    answer({ kind: 'failed', message })
  })
}

async function work(model: DroppedModel): Promise<void> {
  const wish = { content: true, yara: true, rules: '' }
  const analysis = await analyzeUpload(toUpload(model), wish, {
    progress: (progress) => answer({ kind: 'progress', progress }),
    report: (known) => answer({ kind: 'analysis', analysis: known, last: false }),
  })
  answer({ kind: 'analysis', analysis, last: true })
}

function toUpload({ name, isFolder, files }: DroppedModel): Upload {
  const sources = files.map(({ path, file }) => ({ path, source: fileSource(file) }))
  return { name, isFolder, files: sources }
}

function answer(message: Answer): void {
  self.postMessage(message)
}
