import { toError } from '../api/HubConnection.ts'
import { HubError } from '../api/HubModel.ts'
import { gapsOf, type Span } from './gapsOf.ts'
import type { RemoteModel } from './openRemote.ts'

const MAX_TRIES = 4 // in a row that bring no byte
const FIRST_PAUSE_MS = 500 // doubled with each of them

/** What is not here yet of a remote file: it shrinks while it is fetched, and stays what it is when that breaks off. */
export interface Rest {
  /** In order, and apart from each other. */
  gaps: Span[]
  /** Where the content lies, behind all redirects; null until that is known. */
  direct: string | null
}

/** How a host fetches and keeps what comes, in the order of the file. */
export interface RestHost {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly signal: AbortSignal
  readonly write: (offset: number, bytes: Uint8Array<ArrayBuffer>) => void
}

/** The rest of a file of `size` bytes of which `known` is here. */
export function restOf(known: readonly Span[], size: number): Rest {
  return { gaps: [...gapsOf(known, size)], direct: null }
}

/** How many bytes are missing. */
export function missingIn({ gaps }: Rest): number {
  return gaps.reduce((sum, { start, end }) => sum + end - start, 0)
}

/**
 * Fetches all that is missing, one range a gap; a connection that is cut goes on behind the last byte that came. A server
 * that ignores ranges gives the whole file, of which what is here is let go of. Throws `HubError` when the server refuses,
 * asks for a pause, stays cut or sends more than is listed, and what `fetch` throws when `signal` is aborted. Can be
 * called again with the same `rest`.
 */
export async function fetchRest(model: RemoteModel, rest: Rest, host: RestHost): Promise<void> {
  let tries = 0
  for (let missing = missingIn(rest); missing > 0; missing = missingIn(rest)) {
    const failure = await tryGap(model, rest, host)
    if (missingIn(rest) < missing) tries = 0
    else if (++tries === MAX_TRIES) throw failure ?? cutAt(model, rest, null)
    else await pause(FIRST_PAUSE_MS * 2 ** tries)
    host.signal.throwIfAborted()
  }
}

/** Null when it came; what went wrong when trying again may help. */
async function tryGap(model: RemoteModel, rest: Rest, host: RestHost): Promise<HubError | null> {
  try {
    const response = await ask(model, rest, host)
    if (response.status === 403 && (rest.direct !== null || response.redirected)) {
      rest.direct = null // a signed address that has run out is asked for anew
      return null
    }
    if (!response.ok) throw await toError(response)
    rest.direct = response.url === '' ? null : response.url
    await take(response, model, { rest, host })
    return null
  } catch (error) {
    host.signal.throwIfAborted()
    if (error instanceof HubError) throw error
    rest.direct = null
    return cutAt(model, rest, error)
  }
}

function ask({ url, token }: RemoteModel, { gaps, direct }: Rest, { fetch, signal }: RestHost) {
  const [gap = { start: 0, end: 1 }] = gaps
  const headers: Record<string, string> = { Range: `bytes=${gap.start}-${gap.end - 1}` }
  if (direct === null && token !== null) headers['Authorization'] = `Bearer ${token}`
  return fetch(direct ?? url, {
    ...{ headers, signal },
    referrerPolicy: 'no-referrer',
    credentials: 'omit',
  })
}

/** Writes what an answer has of what is missing. */
async function take(
  { status, headers, body }: Response,
  { size }: RemoteModel,
  { rest, host }: { readonly rest: Rest; readonly host: RestHost },
): Promise<void> {
  checkTotal(headers.get('content-range'), size)
  const [gap = { start: 0 }] = rest.gaps
  let at = status === 206 ? gap.start : 0
  const reader = (body ?? new Blob().stream()).getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    const { value } = step
    if (at + value.length > size) {
      await reader.cancel()
      throw new HubError('answer', `The server sends more than the ${size} bytes that are listed`)
    }
    writeMissing(at, value, { rest, host })
    at += value.length
  }
}

function checkTotal(contentRange: string | null, size: number): void {
  const total = contentRange?.split('/').at(-1) ?? '*'
  if (total !== '*' && Number(total) !== size)
    throw new HubError(
      'answer',
      `The server has another file: ${total} bytes where the listing says ${size}`,
    )
}

function writeMissing(
  at: number,
  bytes: Uint8Array<ArrayBuffer>,
  { rest, host }: { readonly rest: Rest; readonly host: RestHost },
): void {
  for (let [gap] = rest.gaps; gap !== undefined; [gap] = rest.gaps) {
    const from = Math.max(gap.start, at)
    const until = Math.min(gap.end, at + bytes.length)
    if (from !== gap.start || until <= from) return
    host.write(from, bytes.subarray(from - at, until - at))
    if (until === gap.end) rest.gaps.shift()
    else {
      rest.gaps[0] = { start: until, end: gap.end }
      return
    }
  }
}

function cutAt({ size }: RemoteModel, rest: Rest, cause: unknown): HubError {
  const at = rest.gaps[0]?.start ?? size
  const message = `The connection was cut at byte ${at}: ${size - missingIn(rest)} of ${size} bytes are here, and stay`
  return new HubError('offline', message, null, { cause })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
