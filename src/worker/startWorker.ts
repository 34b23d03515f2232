import workerUrl from './analysis.worker.ts?worker&url'

/**
 * Starts the analysis worker from a `blob:` module that imports the real one. A worker started from a URL would not
 * inherit the page's Content-Security-Policy from its meta element; one started from a blob does.
 */
export function startWorker(): Worker {
  const url = new URL(workerUrl, document.baseURI).href
  const bootstrap = new Blob([`import ${JSON.stringify(url)}`], { type: 'text/javascript' })
  const blobUrl = URL.createObjectURL(bootstrap)
  const worker = new Worker(blobUrl, { type: 'module' })
  worker.addEventListener('message', () => URL.revokeObjectURL(blobUrl), { once: true })
  return worker
}
