import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { byteSource, cachedSource, type ByteSource, type Upload } from '../engine/index.ts'
import { analyzeUpload } from '../wasm/analyzeUpload.ts'
import type { Answer, Order } from './Message.ts'
import type { Failed } from './superviseThread.ts'

// The thread that analyses: the command line ends it when it hangs, and starts another.
parentPort?.on('message', (order: Order) => {
  work(order).catch((error: unknown) => {
    answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  })
})

async function work({ name, isFolder, files, wish }: Order): Promise<void> {
  const opened: number[] = []
  try {
    const sources = files.map(({ path, diskPath }) => {
      const handle = openSync(diskPath, 'r')
      opened.push(handle)
      return { path, source: handleSource(handle) }
    })
    const upload: Upload = { name, isFolder, files: sources }
    const { report } = await analyzeUpload(upload, wish, {
      progress: () => answer({ kind: 'progress' }),
      report: (known) => answer({ kind: 'report', report: known.report, last: false }),
    })
    answer({ kind: 'report', report, last: true })
  } finally {
    for (const handle of opened) closeSync(handle)
  }
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
