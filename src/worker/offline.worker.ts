// The service worker: keeps whole versions of the page, so that it works without network, and shows a newer one only when
// the user asked for it. It knows the files of the build by name; whatever else is asked for goes past it, untouched.
import {
  cachePrefix,
  parseSums,
  readVersions,
  SERVICE_WORKER_FILE,
  SUMS_FILE,
  versionCache,
  writeVersion,
} from './offlineCopy.ts'

declare const self: ServiceWorkerGlobalScope

/** The files of the build but this one. The build puts the list here; so this script changes whenever a file does. */
const OWN = parseSums('@@FILES@@')
const SCOPE = self.registration.scope
const AT_ONCE = 4 // downloads beside each other, so that the page's own are not starved

self.addEventListener('install', (event) => {
  event.waitUntil(keepVersion().then(() => self.skipWaiting()))
})

// A newer worker takes over at once, but goes on answering with the version that is current.
self.addEventListener('activate', (event) => {
  event.waitUntil(begin().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const path = pathOf(event.request)
  if (path !== null) event.respondWith(fromCopy(path, event.request))
})

/** A page that has begun says so: versions that no window needs are dropped. */
self.addEventListener('message', (event) => {
  event.waitUntil(dropOthers())
})

/** Keeps every file of the host's version, each held against its hash; all of them or none. */
async function keepVersion(): Promise<void> {
  const answer = await fetch(new URL(SUMS_FILE, SCOPE), { cache: 'no-cache' })
  if (!answer.ok) throw new Error(`${SUMS_FILE}: the host answered ${answer.status}`)
  const text = await answer.text()
  const sums = parseSums(text)
  if (!isOwn(sums)) throw new Error('the host is between two versions')
  const build = toHex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  const name = versionCache(SCOPE, build)
  const isNew = !(await caches.has(name))
  const cache = await caches.open(name)
  try {
    const files = [...sums].values()
    await Promise.all(Array.from({ length: AT_ONCE }, () => keepFiles(cache, files)))
    await cache.put(new URL(SUMS_FILE, SCOPE), new Response(text))
  } catch (error) {
    if (isNew) await caches.delete(name)
    throw error
  }
  await writeVersion(SCOPE, 'ready', build)
}

function isOwn(sums: ReadonlyMap<string, string>): boolean {
  return (
    sums.size === OWN.size + 1 &&
    sums.has(SERVICE_WORKER_FILE) &&
    [...OWN].every(([path, sha256]) => sums.get(path) === sha256)
  )
}

async function keepFiles(
  cache: Cache,
  files: IterableIterator<[path: string, sha256: string]>,
): Promise<void> {
  for (const [path, sha256] of files) {
    const url = new URL(path, SCOPE)
    const answer = await fetch(url, {
      integrity: `sha256-${toBase64(sha256)}`,
      cache: isNamedByHash(path) ? 'default' : 'no-cache',
    })
    if (!answer.ok) throw new Error(`${path}: the host answered ${answer.status}`)
    await cache.put(url, await toOwnAnswer(answer))
  }
}

/** Without what spoke of the way it came: an answer that was redirected may not be given to a navigation. */
async function toOwnAnswer(answer: Response): Promise<Response> {
  const headers = new Headers(answer.headers)
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding'])
    headers.delete(name)
  return new Response(await answer.arrayBuffer(), { headers })
}

/** The first version that is kept is shown; so is the last one where the browser dropped the one that was. */
async function begin(): Promise<void> {
  const { current, ready } = await readVersions(SCOPE)
  if (ready === null) return
  const isThere = current !== null && (await caches.has(versionCache(SCOPE, current)))
  if (!isThere) await writeVersion(SCOPE, 'current', ready)
}

/** The file of the build that is asked for, or null: other addresses, other methods and ranges are not ours. */
function pathOf({ method, url, headers }: Request): string | null {
  const address = new URL(url)
  const base = new URL(SCOPE)
  const isBelow = address.origin === base.origin && address.pathname.startsWith(base.pathname)
  if (method !== 'GET' || headers.has('range') || !isBelow) return null
  return fileAt(address.pathname.slice(base.pathname.length))
}

function fileAt(path: string): string | null {
  if (path === '') return 'index.html'
  if (path === SUMS_FILE || path === SERVICE_WORKER_FILE || OWN.has(path)) return path
  if (OWN.has(`${path}.html`)) return `${path}.html` // hosts that leave out the ending
  return isNamedByHash(path) ? path : null
}

/** A file whose name holds the hash of what is in it: the same in whatever version. */
function isNamedByHash(path: string): boolean {
  return path.startsWith('assets/')
}

async function fromCopy(path: string, request: Request): Promise<Response> {
  const { current } = await readVersions(SCOPE)
  const url = new URL(path, SCOPE)
  if (current !== null) {
    const cache = await caches.open(versionCache(SCOPE, current))
    const kept = await cache.match(url, { ignoreVary: true })
    if (kept !== undefined) return kept
  }
  // A window that still runs another version asks for its own files.
  if (isNamedByHash(path))
    for (const name of await keptNames()) {
      const kept = await (await caches.open(name)).match(url, { ignoreVary: true })
      if (kept !== undefined) return kept
    }
  return fetch(request)
}

async function keptNames(): Promise<readonly string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(cachePrefix(SCOPE)))
}

async function dropOthers(): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (windows.length > 1) return
  const { current, ready } = await readVersions(SCOPE)
  const needed = [current, ready].map((build) => build && versionCache(SCOPE, build))
  for (const name of await keptNames()) if (!needed.includes(name)) await caches.delete(name)
}

function toHex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function toBase64(hex: string): string {
  const bytes = hex.match(/../g) ?? []
  return btoa(bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join(''))
}
