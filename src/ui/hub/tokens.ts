import { createStore, type Store } from '../shared/Store.ts'

/** The token for private and gated repositories. It stays in memory, unless the analyst lets this tab keep it. */
export interface Tokens {
  readonly store: Store<Token>
  /** `isKept`: in the session storage of this tab, until it is closed. Null forgets it everywhere. */
  readonly set: (value: string | null, isKept: boolean) => void
}

export interface Token {
  readonly value: string | null
  readonly isKept: boolean
}

const KEY = 'lambdascope.hub-token'
const NONE: Token = { value: null, isKept: false }

export function createTokens(storage: () => Storage): Tokens {
  const kept = allowed(() => storage().getItem(KEY))
  const store = createStore<Token>(isToken(kept ?? '') ? { value: kept, isKept: true } : NONE)
  return {
    store,
    set(value, isKept) {
      store.set(() => (value === null ? NONE : { value, isKept }))
      allowed(() => {
        if (value !== null && isKept) storage().setItem(KEY, value)
        else storage().removeItem(KEY)
      })
    },
  }
}

/** What the Hub gives as tokens; anything else would be a password or a mistake, and is sent nowhere. */
export function isToken(text: string): boolean {
  return /^hf_\w{1,200}$/.test(text)
}

function allowed<T>(use: () => T): T | null {
  try {
    return use()
  } catch {
    return null // storage is switched off: the token lives as long as the page
  }
}
