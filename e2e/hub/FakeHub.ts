import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { cdnRequest } from './cdn.ts'
import { hubRequest } from './hubRequest.ts'
import type { Asked, ContentRange, HubOptions, Manners, Place, Sent } from './HubState.ts'
import { slowly } from './slowly.ts'
import { tooMany } from './tooMany.ts'

export interface FakeHub {
  /** `http://127.0.0.1:…` or `https://huggingface.co:…` with `tls`. */
  readonly endpoint: string
  readonly hubPort: number
  readonly cdnPort: number
  readonly asked: Asked[]
  readonly manners: Manners
  close(): Promise<void>
}

/** Starts a Hub and its CDN on two origins of the loopback interface. Behaves as the Hub was recorded to, see hub.md. */
export async function startHub(options: HubOptions): Promise<FakeHub> {
  const asked: Asked[] = []
  const manners: Manners = {
    tooMany: 0,
    pauseSeconds: 30,
    cuts: 0,
    afterContents: 0,
    ignoresRanges: false,
    signedForSeconds: 3_600,
    speed: null,
  }
  const place = { ...options, asked, manners, cdnOrigin: '' }
  const cdn = await listen(options, (request, response) => {
    void serve(place, 'cdn', request, response)
  })
  place.cdnOrigin = originOf(options, 'us.aws.cdn.hf.co', cdn.port)
  const hub = await listen(options, (request, response) => {
    void serve(place, 'hub', request, response)
  })
  return {
    endpoint: originOf(options, 'huggingface.co', hub.port),
    hubPort: hub.port,
    cdnPort: cdn.port,
    asked,
    manners,
    async close() {
      await Promise.all([hub.close(), cdn.close()])
    },
  }
}

function originOf({ tls }: HubOptions, host: string, port: number): string {
  return tls === undefined ? `http://127.0.0.1:${port}` : `https://${host}`
}

async function serve(
  place: Place,
  origin: Asked['origin'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  const { method = 'GET', url: path = '/' } = request
  const record: Asked = { origin, method, path, headers, status: 0, bytes: 0 }
  place.asked.push(record)
  const body = method === 'POST' ? await bodyOf(request) : ''
  const sent = origin === 'hub' ? hubRequest(place, record, body) : cdnAnswer(place, record)
  record.status = sent.status
  if (place.manners.speed !== null) await pause(place.manners.speed.latencyMs)
  response.writeHead(sent.status, { ...sent.headers, ...corsOf(origin, headers) })
  await send(place, sent, record, response)
}

async function send(
  { manners, asked }: Place,
  sent: Sent,
  record: Asked,
  response: ServerResponse,
): Promise<void> {
  const pieces = 'content' in sent ? piecesOf(sent.content) : [new TextEncoder().encode(sent.body)]
  const isCut = 'content' in sent && manners.cuts > 0 && contentsOf(asked) > manners.afterContents
  if (isCut) manners.cuts -= 1
  for await (const piece of slowly(Readable.from(pieces), manners.speed)) {
    record.bytes += piece.length
    if (isCut) {
      response.write(piece.subarray(0, Math.floor(piece.length / 2)), () => response.destroy())
      return
    }
    if (!response.write(piece)) await new Promise((resolve) => response.once('drain', resolve))
  }
  response.end()
}

function cdnAnswer(place: Place, record: Asked): Sent {
  const { manners, asked } = place
  const isBusy = manners.tooMany > 0 && manners.afterContents > 0
  return isBusy && contentsOf(asked) > manners.afterContents
    ? tooMany(manners)
    : cdnRequest(place, record)
}

/** How often the CDN was asked. */
function contentsOf(asked: readonly Asked[]): number {
  return asked.filter(({ origin }) => origin === 'cdn').length
}

const PIECE_BYTES = 65_536

function* piecesOf({ content, start, end }: ContentRange): Generator<Uint8Array> {
  for (let at = start; at < end; at += PIECE_BYTES)
    yield content.read(at, Math.min(PIECE_BYTES, end - at))
}

/** As recorded: the Hub echoes the origin and names what may be read, the CDN lets everything be read. */
function corsOf(
  origin: Asked['origin'],
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (origin === 'cdn')
    return { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' }
  return {
    'access-control-allow-origin': headers['origin'] ?? 'https://huggingface.co',
    vary: 'Origin',
    'access-control-max-age': '86400',
    'access-control-expose-headers':
      'X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag,X-Xet-Hash',
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const piece of request.setEncoding('utf8')) body += String(piece)
  return body
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

async function listen({ tls }: HubOptions, handler: Handler) {
  const server = tls === undefined ? createPlain(handler) : createSecure(tls, handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fake Hub has no port')
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { port: address.port, close }
}
