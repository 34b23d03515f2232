import type { Remote, Upload } from '../../engine/index.ts'
import { toError } from '../api/HubConnection.ts'
import { HubError } from '../api/HubModel.ts'
import { httpRanges, RangesIgnored, type SyncHttp } from './httpRanges.ts'
import { NOTHING_KEPT, type Cost, type Kept } from './Kept.ts'
import { rangeSource, type RangeSource } from './rangeSource.ts'

/** A file on a server, with what its host says of it. */
export interface RemoteModel {
  /** Where the host says that its content lies. */
  readonly url: string
  readonly size: number
  /** For people: `model.h5`. */
  readonly name: string
  /** In the repository: `sub/model.h5`. */
  readonly path: string
  /** Lower-case hex; null when the host lists none. */
  readonly sha256: string | null
  /** The name that git gives to its bytes, of a file that lies in git itself; null for others. */
  readonly blob: string | null
  /** Sent to `url` alone, never to where it leads, and into nothing that is kept; null for none. */
  readonly token: string | null
}

/** How a host asks: `fetch` first, which can let go of an answer that is too long, then synchronous requests. */
export interface RemoteHost {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly http: SyncHttp
  /** Called before each request that follows: a sign of life. */
  readonly onRequest: (cost: Cost) => void
  /** What an earlier reading left; its cost counts too. */
  readonly kept?: Kept
  /** Whether every header may cost no more than it should; absent means that. */
  readonly isLimited?: boolean
}

const START_BYTES = 65_536
const MAX_WHOLE_BYTES = 16 * 1024 * 1024 // what lies in git itself is smaller, and the Hub sends it whole
const MAX_TRIES = 3
/** What every header of a model may cost, with all that was read before: 5 MB and 100 requests, less a margin. */
const DETAILS = { requests: 96, bytes: 4_900_000 }

/**
 * Reads the start of a remote file and makes an upload of it that reads the rest by ranges. Throws `RangesIgnored` when
 * the server would send the whole instead, and `HubError` when it refuses.
 */
export async function openRemote(
  model: RemoteModel,
  host: RemoteHost,
): Promise<{ readonly upload: Upload; readonly source: RangeSource }> {
  const { kept = NOTHING_KEPT, isLimited: mayEnd = true } = host
  const isKnown = kept.pieces[0]?.offset === 0
  const { direct, bytes } = isKnown ? NO_START : await readStart(model, host)
  const read = httpRanges(model, host.http, direct)
  const source = rangeSource(
    model.size,
    (offset, length) => {
      host.onRequest(source.meter)
      return read(offset, length)
    },
    isKnown ? kept : { pieces: [{ offset: 0, bytes }], cost: started(kept.cost, bytes) },
  )
  const remote: Remote = {
    ranges: source.meter.ranges,
    limitReading: (isLimited) => source.limit(isLimited && mayEnd ? DETAILS : null),
  }
  const files = [{ path: model.name, source }]
  const { name, sha256: listedSha256, blob: listedBlob } = model
  const upload = { name, isFolder: false, files, listedSha256, listedBlob, remote }
  return { upload, source }
}

function started({ requests, bytes }: Cost, start: Uint8Array): Cost {
  return { requests: requests + 1, bytes: bytes + start.length }
}

interface Start {
  /** Where the content lies, behind all redirects; null when it came from the address itself. */
  readonly direct: string | null
  readonly bytes: Uint8Array<ArrayBuffer>
}

const NO_START: Start = { direct: null, bytes: new Uint8Array(0) }

async function readStart(model: RemoteModel, host: RemoteHost): Promise<Start> {
  for (let tries = 1; ; tries++) {
    try {
      return await tryStart(model, host)
    } catch (error) {
      // What `fetch` and a cut body throw; what the server said stands.
      if (!(error instanceof TypeError)) throw error
      if (tries === MAX_TRIES)
        throw new HubError('offline', 'The connection failed', null, { cause: error })
    }
  }
}

async function tryStart({ url, size, token }: RemoteModel, { fetch }: RemoteHost): Promise<Start> {
  const length = Math.min(START_BYTES, size)
  if (length === 0) return { direct: null, bytes: new Uint8Array(0) }
  const response = await fetch(url, {
    headers: {
      Range: `bytes=0-${length - 1}`,
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    },
    referrerPolicy: 'no-referrer',
    credentials: 'omit',
  })
  if (!response.ok) throw await toError(response)
  const isPart = response.status === 206
  if (!isPart && size > MAX_WHOLE_BYTES) {
    await response.body?.cancel()
    throw new RangesIgnored(`the server sends all ${size} bytes where ${length} were asked for`)
  }
  const bytes = new Uint8Array(await response.arrayBuffer())
  checkStart(response, bytes, { length: isPart ? length : size, size })
  return { direct: response.url === url || response.url === '' ? null : response.url, bytes }
}

function checkStart(
  response: Response,
  bytes: Uint8Array,
  { length, size }: { readonly length: number; readonly size: number },
): void {
  const total = response.headers.get('content-range')?.split('/').at(-1) ?? '*'
  if (bytes.length !== length || (total !== '*' && Number(total) !== size))
    throw new HubError(
      'answer',
      `The server has another file: ${total === '*' ? bytes.length : total} bytes where the listing says ${size}`,
    )
}
