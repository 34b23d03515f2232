import { ReadingEnded } from '../../engine/index.ts'
import { FIRST_WAIT_SECONDS } from '../api/HubConnection.ts'
import { Interrupted } from './Interrupted.ts'
import type { RangeReader } from './meteredReader.ts'

/** One synchronous request, as a worker can make it. `status` 0: there was no answer. */
export type SyncHttp = (url: string, headers: readonly (readonly [string, string])[]) => SyncAnswer

export interface SyncAnswer {
  readonly status: number
  /** Where the answer came from, behind all redirects. */
  readonly url: string
  readonly contentRange: string | null
  /** How long the server wants to be left alone; null when it does not say. */
  readonly pauseSeconds: number | null
  readonly bytes: Uint8Array
}

/** The server gives the whole file where a part was asked for: reading by ranges would read it many times over. */
export class RangesIgnored extends ReadingEnded {
  override readonly name = 'RangesIgnored'
}

export interface RemoteFile {
  /** Where the Hub says that the content lies. */
  readonly url: string
  readonly size: number
  /** Sent with requests to `url` alone, never to where it leads; null for none. */
  readonly token: string | null
}

const CUT = 'the connection was cut'
const MAX_TRIES = 3 // of one range: connections are cut, signed addresses run out

/**
 * Reads ranges of a file of the Hub. The first request goes to the Hub and is led on, unless it is `known` where to;
 * later ones go where it led to, until that address has run out. Throws `RangesIgnored`, and `Interrupted` when the bytes
 * cannot be had now.
 */
export function httpRanges(
  { url, size, token }: RemoteFile,
  http: SyncHttp,
  known: string | null = null,
): RangeReader {
  let direct = known

  function ask(range: string): SyncAnswer {
    if (direct !== null) return http(direct, [['Range', range]])
    if (token === null) return http(url, [['Range', range]])
    // With a token the request would need leave for each range: so one asks where the content lies.
    const asked = http(url, [
      ['Authorization', `Bearer ${token}`],
      ['Range', 'bytes=0-0'],
    ])
    const { url: led, status } = asked
    if (status === 429) return asked
    if (status !== 206 && status !== 200) return http(led, [['Range', range]])
    direct = led
    return http(led, [['Range', range]])
  }

  return (offset, length) => {
    let last = CUT
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const answer = ask(`bytes=${offset}-${offset + length - 1}`)
      if (answer.status === 206) {
        checkRange(answer, offset, size)
        if (answer.url !== url) direct = answer.url
        if (answer.bytes.length === length) return answer.bytes
        last = CUT
      } else if (answer.status === 200) return wholeAnswer(answer.bytes, { offset, length, size })
      else if (answer.status === 429)
        throw new Interrupted(
          'the Hub asked for a pause',
          answer.pauseSeconds ?? FIRST_WAIT_SECONDS,
        )
      else last = said(answer.status)
      direct = null
    }
    throw new Interrupted(last)
  }
}

function checkRange({ contentRange }: SyncAnswer, offset: number, size: number): void {
  if (contentRange === null) return // not every server lets a page see it
  const expected = `bytes ${offset}-`
  const total = contentRange.slice(contentRange.lastIndexOf('/') + 1)
  if (!contentRange.startsWith(expected) || (total !== '*' && Number(total) !== size))
    throw new Interrupted(`the server gave “${contentRange}” of a file of ${size} bytes`)
}

/** A small file may come whole; of a large one that would happen with every range. */
function wholeAnswer(
  bytes: Uint8Array,
  {
    offset,
    length,
    size,
  }: { readonly offset: number; readonly length: number; readonly size: number },
): Uint8Array {
  if (offset === 0 && length === size && bytes.length === size) return bytes
  throw new RangesIgnored(`the server sends all ${size} bytes where ${length} were asked for`)
}

function said(status: number): string {
  return status === 0 ? CUT : `the server answered ${status}`
}
