import { readVersions, SERVICE_WORKER_FILE, writeVersion } from '../../worker/client.ts'
import { createStore, type Store } from '../shared/Store.ts'

/** What this browser keeps of the page itself. */
export type OfflineCopy =
  /** `why` is a sentence. */
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'getting' }
  | {
      readonly kind: 'kept'
      /** A newer version is kept too, and waits to be asked for. */
      readonly isNewer: boolean
      readonly isLooking: boolean
    }

export interface Offline {
  readonly store: Store<OfflineCopy>
  /** Shows the newer version: loads the page anew. */
  readonly useNewer: () => Promise<void>
  /** Asks the host whether there is a newer version, and gets it. */
  readonly look: () => Promise<void>
}

/**
 * Keeps a copy of the page in the browser, so that it works without network, and learns of newer versions. The version
 * that is shown stays until `useNewer`: in this window, in others, and on later visits.
 */
export function createOffline(page: Window, isBuilt: boolean): Offline {
  const why = isBuilt ? obstacle(page) : 'It was not built.'
  const store = createStore<OfflineCopy>(why === '' ? { kind: 'getting' } : { kind: 'none', why })
  if (why !== '') return { store, useNewer: nothing, look: nothing }
  const scope = new URL('./', page.document.baseURI).href
  const workers = page.navigator.serviceWorker
  const refresh = async (): Promise<void> => {
    const { current, ready } = await readVersions(scope)
    if (current === null) return
    const isNewer = ready !== null && ready !== current && workers.controller !== null
    store.set((now) => ({ kind: 'kept', isNewer, isLooking: now.kind === 'kept' && now.isLooking }))
  }
  const fail = (error: unknown): void =>
    store.set((now) => (now.kind === 'kept' ? { ...now, isLooking: false } : failed(error)))
  workers.addEventListener('controllerchange', () => void refresh())
  const registered = new Promise<ServiceWorkerRegistration>((resolve, reject) => {
    afterLoad(page, () => {
      workers
        .register(new URL(SERVICE_WORKER_FILE, scope), { updateViaCache: 'none' })
        .then(resolve, reject)
    })
  })
  registered.then((registration) => {
    const onFound = (): void =>
      void settled(registration).then((isKept) => {
        if (isKept) return refresh()
        if (registration.active === null) fail(new Error(NOT_WHOLE))
        return undefined
      })
    registration.addEventListener('updatefound', onFound)
    onFound()
    registration.active?.postMessage('begun')
  }, fail)
  return {
    store,
    async useNewer() {
      const { ready } = await readVersions(scope)
      if (ready !== null) await writeVersion(scope, 'current', ready)
      page.location.reload()
    },
    async look() {
      const setLooking = (isLooking: boolean): void =>
        store.set((now) => (now.kind === 'kept' ? { ...now, isLooking } : now))
      setLooking(true)
      try {
        const registration = await registered
        await registration.update()
        if (!(await settled(registration))) throw new Error(NOT_WHOLE)
        await refresh()
        setLooking(false)
      } catch (error) {
        fail(error)
        throw error
      }
    },
  }
}

const NOT_WHOLE = 'a file of the host is not what its list says, or could not be had'

function nothing(): Promise<void> {
  return Promise.resolve()
}

/** Why no copy can be kept, or ''. */
function obstacle({ isSecureContext, navigator }: Window): string {
  if (!isSecureContext)
    return 'Browsers keep one only of pages that come over https, or from this machine.'
  return 'serviceWorker' in navigator ? '' : 'This browser, or this window of it, keeps none.'
}

function failed(error: unknown): OfflineCopy {
  const why = error instanceof Error ? error.message : 'unknown error'
  return { kind: 'none', why: `It could not be kept: ${why}.` }
}

/** When the page has loaded and is idle: what it needs itself comes first. */
function afterLoad(page: Window, act: () => void): void {
  if (page.document.readyState === 'complete') page.setTimeout(act, 500)
  else page.addEventListener('load', () => page.setTimeout(act, 500), { once: true })
}

/** When what is being installed has been: whether all of it could be kept. */
function settled({ installing }: ServiceWorkerRegistration): Promise<boolean> {
  return new Promise((resolve) => {
    if (installing === null) {
      resolve(true)
      return
    }
    installing.addEventListener('statechange', () => {
      if (installing.state === 'activated') resolve(true)
      else if (installing.state === 'redundant') resolve(false)
    })
  })
}
