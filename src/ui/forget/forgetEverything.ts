/** What a browser keeps for this page. */
export interface Kept {
  readonly databases: () => IDBFactory
  readonly local: () => Storage
  readonly session: () => Storage
}

/** What every key and every database of this page begins with; others may live under the same address. */
const PREFIX = 'lambdascope'

/** Databases of the page, for browsers that do not list them. */
const KNOWN_DATABASES = ['lambdascope']

/**
 * Erases what the page keeps: its databases, and its entries in local and session storage. The cache of the program
 * stays. Rejects when a database cannot be deleted; a browser that keeps nothing has nothing to erase.
 */
export async function forgetEverything({ databases, local, session }: Kept): Promise<void> {
  for (const storage of [local, session]) allowed(() => eraseOwn(storage()))
  const factory = allowed(databases)
  if (factory === null) return
  const names = new Set([...KNOWN_DATABASES, ...(await listed(factory))])
  for (const name of names) await erase(factory, name)
}

function eraseOwn(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
  for (const key of keys) if (key.startsWith(PREFIX)) storage.removeItem(key)
}

async function listed(factory: IDBFactory): Promise<readonly string[]> {
  try {
    const all = await factory.databases()
    return all.flatMap(({ name }) => (name?.startsWith(PREFIX) === true ? [name] : []))
  } catch {
    return [] // such a browser opens none either, or does not list them
  }
}

/** Connections that are still open are told to close, by `onversionchange`. */
function erase(factory: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = allowed(() => factory.deleteDatabase(name))
    if (request === null) {
      resolve() // databases are switched off: there is none
      return
    }
    request.onsuccess = () => resolve()
    request.onerror = () => reject(new Error(`the database ${name} could not be deleted`))
    request.onblocked = () =>
      reject(new Error('another window of this page is open; close it and try again'))
  })
}

function allowed<T>(use: () => T): T | null {
  try {
    return use()
  } catch {
    return null // storage is switched off
  }
}
