import workerUrl from './analysis.worker.ts?worker&url'

/** Starts the worker that analyses. */
export function startWorker(): Worker {
  return startModuleWorker(workerUrl)
}

/**
 * Starts a module worker from a `blob:` module that imports the real one. A worker started from a URL would not
 * inherit the page's Content-Security-Policy from its meta element; one started from a blob does.
 */
export function startModuleWorker(url: string): Worker {
  const bootstrap = `import ${JSON.stringify(new URL(url, document.baseURI).href)}`
  const blobUrl = URL.createObjectURL(new Blob([bootstrap], { type: 'text/javascript' }))
  const worker = new Worker(blobUrl, { type: 'module' })
  worker.addEventListener('message', () => URL.revokeObjectURL(blobUrl), { once: true })
  return worker
}
