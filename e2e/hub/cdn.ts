import { createHash } from 'node:crypto'
import type { Asked, HubOptions, Manners, Sent } from './HubState.ts'
import type { FakeContent } from './FakeRepo.ts'
import { failure } from './hubAnswers.ts'

const SECRET = 'of the fake CDN alone'

/** An address that holds for so many seconds, as those of CloudFront do. */
export function signedPath(sha256: string, seconds: number): string {
  const expires = Math.floor(Date.now() / 1000) + seconds
  return `/xet-bridge-us/${sha256}?Expires=${expires}&Signature=${signature(sha256, expires)}`
}

function signature(sha256: string, expires: number): string {
  return createHash('sha256').update(`${sha256} ${expires} ${SECRET}`).digest('hex').slice(0, 32)
}

interface Store extends HubOptions {
  readonly manners: Manners
}

/** Answers no preflight, wants a signature that still holds, and takes ranges. */
export function cdnRequest(store: Store, { method, path, headers }: Asked): Sent {
  if (method === 'OPTIONS') return failure(403, '', 'Forbidden')
  const url = new URL(path, 'http://cdn')
  const sha256 = url.pathname.split('/').at(-1) ?? ''
  const expires = Number(url.searchParams.get('Expires'))
  const isSigned = url.searchParams.get('Signature') === signature(sha256, expires)
  if (!isSigned || expires * 1000 < Date.now()) return failure(403, '', 'Request has expired')
  const content = contentOf(store, sha256)
  if (content === undefined) return failure(404, '', 'No such key')
  const { size } = content
  const range = store.manners.ignoresRanges ? null : rangeOf(headers['range'], size)
  const common = { 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes' }
  if (range === null)
    return {
      status: 200,
      headers: { ...common, 'content-length': String(size) },
      content: { content, start: 0, end: size },
    }
  const [start, end] = range
  if (start >= size)
    return { ...failure(416, '', 'Out of range'), headers: { 'content-range': `bytes */${size}` } }
  return {
    status: 206,
    headers: {
      ...common,
      'content-length': String(end - start),
      'content-range': `bytes ${start}-${end - 1}/${size}`,
    },
    content: { content, start, end },
  }
}

function contentOf({ repos }: HubOptions, sha256: string): FakeContent | undefined {
  const commits = repos.flatMap((repo) => repo.commits)
  const contents = commits.flatMap(({ files }) => [...files.values()])
  return contents.find((content) => content.sha256 === sha256)
}

/** `bytes=a-b` and `bytes=a-`: the first byte, and the one behind the last. */
function rangeOf(header: string | undefined, size: number): readonly [number, number] | null {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '')
  if (match === null) return null
  const [, first = '', last = ''] = match
  return [Number(first), last === '' ? size : Math.min(Number(last) + 1, size)]
}
