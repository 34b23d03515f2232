import { HubError } from '../api/HubModel.ts'
import type { Elsewhere } from './parseElsewhere.ts'
import { isPointer, MAX_POINTER_BYTES, parsePointer, type Pointer } from './Pointer.ts'

/** How a host asks. `signal` ends it. */
export interface ProbeHost {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly signal: AbortSignal
  readonly onProgress: (progress: { readonly done: number; readonly total: number | null }) => void
}

/** What a host gives of a file. */
export type Probed =
  /** It answers ranges, and says how many bytes there are. */
  | { readonly kind: 'ranges'; readonly size: number }
  /** It gives only the whole, which is here. */
  | { readonly kind: 'whole'; readonly pieces: readonly Uint8Array<ArrayBuffer>[] }
  /** What lies there only says which file is meant. */
  | { readonly kind: 'pointer'; readonly pointer: Pointer }

/** Of a file that is kept in the page because its host knows no ranges; larger ones are downloaded by the browser. */
const MAX_WHOLE_BYTES = 512 * 1024 * 1024

/**
 * Asks a host for the first byte of a file, and for the whole when it does not say how long that is. Throws `HubError`:
 * `offline` when the host is not there or lets no page read its answers, `answer` when it refuses or sends too much;
 * an `AbortError` when `signal` is aborted.
 */
export async function probeElsewhere({ url }: Elsewhere, host: ProbeHost): Promise<Probed> {
  const response = await ask(url, host, { Range: 'bytes=0-0' })
  const size = sizeOf(response)
  if (size === null) {
    if (response.status !== 206) return toWhole(await readWhole(response, host))
    await response.body?.cancel()
    return toWhole(await readWhole(await ask(url, host, {}), host))
  }
  await response.body?.cancel()
  if (size > MAX_POINTER_BYTES) return { kind: 'ranges', size }
  return toWhole(await readWhole(await ask(url, host, {}), host))
}

async function ask(
  url: string,
  { fetch, signal }: ProbeHost,
  headers: Record<string, string>,
): Promise<Response> {
  const response = await fetch(url, {
    ...{ headers, signal },
    referrerPolicy: 'no-referrer',
    credentials: 'omit',
  }).catch((error: unknown) => {
    signal.throwIfAborted()
    if (error instanceof HubError) throw error
    throw new HubError('offline', 'The host gave no answer that may be read here', null, {
      cause: error,
    })
  })
  if (response.ok) return response
  await response.body?.cancel()
  throw new HubError('answer', refusalText(response.status))
}

function refusalText(status: number): string {
  if (status === 401 || status === 403)
    return `The host answered ${status}: it wants a login, which is not sent to it, or the address has run out`
  if (status === 404) return 'The host answered 404: there is no such file'
  return `The host answered ${status}`
}

/** Null when the answer is no range, or does not tell of how much. */
function sizeOf({ status, headers }: Response): number | null {
  const [, total] = /^bytes 0-0\/(\d{1,15})$/u.exec(headers.get('content-range') ?? '') ?? []
  return status === 206 && total !== undefined ? Number(total) : null
}

async function readWhole(
  response: Response,
  { onProgress, signal }: ProbeHost,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const total = totalOf(response)
  if (total !== null && total > MAX_WHOLE_BYTES) throw await tooLarge(response.body)
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const reader = (response.body ?? new Blob().stream()).getReader()
  const read = (): ReturnType<typeof reader.read> =>
    reader.read().catch((error: unknown) => {
      signal.throwIfAborted()
      throw new HubError('offline', 'The connection was cut', null, { cause: error })
    })
  let done = 0
  for (let step = await read(); !step.done; step = await read()) {
    done += step.value.length
    if (done > MAX_WHOLE_BYTES) throw await tooLarge(reader)
    pieces.push(step.value)
    onProgress({ done, total })
  }
  return pieces
}

/** Null when it does not tell: the length of what was packed on the way is not that of the file. */
function totalOf({ headers }: Response): number | null {
  const listed = Number(headers.get('content-length') ?? NaN)
  return Number.isSafeInteger(listed) && !headers.has('content-encoding') ? listed : null
}

async function tooLarge(body: { cancel(): Promise<void> } | null): Promise<HubError> {
  await body?.cancel()
  return new HubError(
    'answer',
    `The host sends only the whole file, of more than ${MAX_WHOLE_BYTES} bytes; download it, then drop it here`,
  )
}

function toWhole(pieces: readonly Uint8Array<ArrayBuffer>[]): Probed {
  const size = pieces.reduce((sum, { length }) => sum + length, 0)
  if (size > MAX_POINTER_BYTES) return { kind: 'whole', pieces }
  const text = pieces.map((piece) => new TextDecoder().decode(piece)).join('')
  return isPointer(text)
    ? { kind: 'pointer', pointer: parsePointer(text) }
    : { kind: 'whole', pieces }
}
