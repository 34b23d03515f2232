import { fileDetails, HubError, type HubScan } from '../../worker/client.ts'
import type { HubPlace } from '../shared/HubPlace.ts'
import { createStore, type Store } from '../shared/Store.ts'
import { connect } from './connect.ts'
import { placeKey } from './HubState.ts'
import type { Tokens } from './tokens.ts'

/** What the Hub's scanners say of files that were opened before that was known. */
export interface KnownScans {
  /** By `placeKey`; without scans when the Hub did not tell. */
  readonly store: Store<ReadonlyMap<string, readonly HubScan[]>>
  /** Asks once for a file that came without. */
  readonly ask: (place: HubPlace) => void
}

export function createKnownScans(tokens: Tokens): KnownScans {
  const store = createStore<ReadonlyMap<string, readonly HubScan[]>>(new Map())
  const asked = new Set<string>()
  return {
    store,
    ask(place) {
      const key = placeKey(place)
      if (place.file.scans.length > 0 || asked.has(key)) return
      asked.add(key)
      void scansOf(place, tokens).then((scans) => store.set((all) => new Map(all).set(key, scans)))
    },
  }
}

async function scansOf({ repo, file }: HubPlace, tokens: Tokens): Promise<readonly HubScan[]> {
  try {
    const [detailed] = await fileDetails(connect(tokens, null), repo, [file.path])
    return detailed?.scans ?? []
  } catch (error) {
    if (error instanceof HubError) return [] // it is said that they are not known
    throw error
  }
}
