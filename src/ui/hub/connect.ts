import type { HubConnection } from '../../worker/client.ts'
import { ENDPOINT } from './HubState.ts'
import type { Tokens } from './tokens.ts'

/** How the page asks the Hub, with the token of now. */
export function connect(tokens: Tokens, signal: AbortSignal | null): HubConnection {
  return {
    endpoint: ENDPOINT,
    fetch: (url, init) => fetch(url, init),
    token: tokens.store.get().value,
    signal,
  }
}
