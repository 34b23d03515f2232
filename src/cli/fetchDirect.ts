import { HubError } from '../hub/api/HubModel.ts'

/** As `fetch`, but goes nowhere else: a host that may be asked must not lead to one that may not. Throws `HubError` there. */
export async function fetchDirect(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'manual' })
  if (response.status < 300 || response.status > 399) return response
  await response.body?.cancel()
  const to = response.headers.get('location') ?? ''
  const host = URL.canParse(to, url) ? new URL(to, url).hostname : 'nowhere'
  throw new HubError('answer', `the host leads on to ${host}, which is not followed`)
}
