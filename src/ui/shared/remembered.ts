/**
 * What the page keeps between visits: sizes, the theme, and what the analyst set aside, under the digest of the file.
 * Never anything that stands in a file.
 */
export interface Memory {
  readonly read: (key: string) => string | null
  readonly write: (key: string, value: string) => void
}

const PREFIX = 'lambdascope.'

/** Local storage; a browser that forbids it only forgets. */
export function browserMemory(storage: () => Storage): Memory {
  return {
    read: (key) => allowed(() => storage().getItem(PREFIX + key)),
    write: (key, value) => {
      allowed(() => storage().setItem(PREFIX + key, value))
    },
  }
}

function allowed<T>(use: () => T): T | null {
  try {
    return use()
  } catch {
    return null // storage is switched off or full: nothing depends on it
  }
}
