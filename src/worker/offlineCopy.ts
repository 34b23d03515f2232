/** The list of a build's files, as `sha256sum` writes and checks it. It stands in the build under this name. */
export const SUMS_FILE = 'SHA256SUMS'

/** The script of the service worker, beside the page. */
export const SERVICE_WORKER_FILE = 'service-worker.js'

const LINE = /^([0-9a-f]{64}) {2}([\w./-]+)$/

/** Reads such a list: from path to the hex digits of its SHA-256. Throws on a line that is none. */
export function parseSums(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line !== '')
  return new Map(
    lines.map((line) => {
      const [, sha256, path] = LINE.exec(line) ?? []
      if (sha256 === undefined || path === undefined)
        throw new Error('the list of files has a line that is not a hash and a path')
      return [path, sha256]
    }),
  )
}

/**
 * The versions of the page that the browser keeps, each named by the SHA-256 of its list of files: the one that is
 * shown, and the one that came last. They differ until the user asks for the newer one.
 */
export interface KeptVersions {
  readonly current: string | null
  readonly ready: string | null
}

/** One origin may serve several copies of the page; each keeps its versions under its own folder's address. */
export function versionCache(scope: string, build: string): string {
  return `${cachePrefix(scope)}${build}`
}

export function cachePrefix(scope: string): string {
  return `lambdascope ${scope} `
}

export async function readVersions(scope: string): Promise<KeptVersions> {
  const state = await openState(scope)
  const read = async (name: keyof KeptVersions): Promise<string | null> =>
    (await (await state.match(stateUrl(scope, name)))?.text()) ?? null
  return { current: await read('current'), ready: await read('ready') }
}

/** Says which version is shown from the next load on, or which came last. */
export async function writeVersion(
  scope: string,
  name: keyof KeptVersions,
  build: string,
): Promise<void> {
  await (await openState(scope)).put(stateUrl(scope, name), new Response(build))
}

function openState(scope: string): Promise<Cache> {
  return caches.open(`lambdascope-state ${scope}`)
}

function stateUrl(scope: string, name: string): string {
  return new URL(`.kept/${name}`, scope).href
}
