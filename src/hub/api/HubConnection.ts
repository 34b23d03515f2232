import { HubError } from './HubModel.ts'
import { pauseOf } from './pauseOf.ts'

/** How requests reach the Hub: the host gives `fetch`, so that a test, a page and a program each bring their own. */
export interface HubConnection {
  /** `https://huggingface.co`, without a slash at its end. */
  readonly endpoint: string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** A read token; null for none. It goes to `endpoint` alone, in a header, and into nothing that is kept. */
  readonly token: string | null
  readonly signal: AbortSignal | null
}

const MAX_ANSWER_BYTES = 32 * 1024 * 1024 // a page of a listing is under 1 MB
const MAX_REDIRECTS_SHOWN = 200 // characters of a server's own message

/** Asks the Hub for JSON. Throws `HubError` for every answer that is no JSON, and when there is none. */
export async function askJson(
  connection: HubConnection,
  path: string,
  body: URLSearchParams | null = null,
): Promise<{ readonly value: unknown; readonly next: string | null }> {
  const response = await send(connection, path, body)
  if (!response.ok) throw await toError(response)
  const text = await response.text()
  if (text.length > MAX_ANSWER_BYTES)
    throw new HubError('answer', `The Hub answered with ${text.length} characters`)
  return { value: parse(text), next: nextPage(connection, response.headers.get('link')) }
}

async function send(
  { endpoint, fetch, token, signal }: HubConnection,
  path: string,
  body: URLSearchParams | null,
): Promise<Response> {
  const headers: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` }
  try {
    return await fetch(`${endpoint}${path}`, {
      method: body === null ? 'GET' : 'POST',
      headers,
      ...(body === null ? {} : { body }),
      referrerPolicy: 'no-referrer',
      credentials: 'omit',
      ...(signal === null ? {} : { signal }),
    })
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new HubError('offline', 'The Hub could not be reached', null, { cause: error })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new HubError('answer', 'The Hub answered with something that is no JSON', null, {
      cause: error,
    })
  }
}

/** The page after this one, as a path: `<https://…?cursor=…>; rel="next"`. Only of the same endpoint. */
function nextPage({ endpoint }: HubConnection, link: string | null): string | null {
  for (const part of (link ?? '').split(',')) {
    const [target = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    if (!parameters.includes('rel="next"')) continue
    const address = target.startsWith('<') && target.endsWith('>') ? target.slice(1, -1) : ''
    if (address.startsWith(`${endpoint}/`)) return address.slice(endpoint.length)
  }
  return null
}

/** Without its own word: */
export const FIRST_WAIT_SECONDS = 30 // a page cannot read how long the Hub wants it to wait

/** What an answer that is not OK means. The Hub names its reason in `X-Error-Code`. */
export async function toError(response: Response): Promise<HubError> {
  const code = response.headers.get('x-error-code') ?? ''
  const said = (await response.text()).slice(0, MAX_REDIRECTS_SHOWN)
  if (response.status === 429)
    return new HubError(
      'rate-limited',
      'The Hub asks for a pause',
      pauseOf(response.headers) ?? FIRST_WAIT_SECONDS,
    )
  if (code === 'GatedRepo')
    return new HubError('gated', 'The repository is gated: its terms must be accepted on the Hub')
  if (code === 'RevisionNotFound')
    return new HubError('no-revision', 'The repository has no such revision')
  if (code === 'EntryNotFound') return new HubError('no-file', 'The repository has no such file')
  if (code === 'RepoNotFound' || response.status === 401 || response.status === 404)
    return new HubError(
      'no-repository',
      'There is no such repository, or it is private and needs a token',
    )
  return new HubError('answer', `The Hub answered ${response.status}: ${said}`)
}
