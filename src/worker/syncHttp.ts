import type { SyncAnswer, SyncHttp } from '../hub/ranges/httpRanges.ts'

/** One request that gets no answer for so long has failed; it is tried again. */
export const REQUEST_MS = 20_000

/**
 * A synchronous request, as only a worker may make it. It carries no credentials; what leads here is a worker made from
 * a blob, whose requests have no address of a page to give away as their referrer.
 */
export const syncHttp: SyncHttp = (url, headers) => {
  const request = new XMLHttpRequest()
  request.open('GET', url, false)
  request.responseType = 'arraybuffer'
  request.withCredentials = false
  request.timeout = REQUEST_MS
  for (const [name, value] of headers) request.setRequestHeader(name, value)
  try {
    request.send()
  } catch {
    return noAnswer(url)
  }
  return toAnswer(request, url)
}

function toAnswer(request: XMLHttpRequest, asked: string): SyncAnswer {
  const body: unknown = request.response
  return {
    status: request.status,
    url: request.responseURL === '' ? asked : request.responseURL,
    contentRange: request.getResponseHeader('content-range'),
    pauseSeconds: null, // no page may read it
    bytes: body instanceof ArrayBuffer ? new Uint8Array(body) : new Uint8Array(0),
  }
}

function noAnswer(url: string): SyncAnswer {
  return { status: 0, url, contentRange: null, pauseSeconds: null, bytes: new Uint8Array(0) }
}
