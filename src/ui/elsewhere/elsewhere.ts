import {
  AddressError,
  HubError,
  parseElsewhere,
  pointedAt,
  probeElsewhere,
  type Elsewhere as Place,
  type Pointer,
  type Probed,
} from '../../worker/client.ts'
import type { OpenedModel } from '../shared/entries.ts'
import type { Reach } from '../shared/policy.ts'
import { createStore, type Store } from '../shared/Store.ts'
import { toElsewhereModel } from './readElsewhere.ts'

/** How it goes with a file on another host than the Hub. Nothing is asked of it before the analyst says so. */
export type ElsewhereView =
  | { readonly kind: 'closed' }
  /** `pointer`: what the host that was asked before says of the file. */
  | { readonly kind: 'asking'; readonly place: Place; readonly pointer: Pointer | null }
  | { readonly kind: 'contacting'; readonly place: Place; readonly progress: Progress | null }
  | {
      readonly kind: 'failed'
      readonly place: Place
      readonly message: string
      /** Whether the host may only lack leave for pages to read its answers. */
      readonly isUnread: boolean
    }

interface Progress {
  readonly done: number
  /** Null: the host does not tell. */
  readonly total: number | null
}

/** What the page can do with other hosts. */
export interface Elsewhere {
  readonly store: Store<ElsewhereView>
  /** What the policy of this page lets it ask. */
  readonly reach: Reach
  /** Reads an address and asks whether its host may be contacted. Returns what is wrong with the address, or ''. */
  readonly openText: (text: string) => string
  /** The analyst says so. */
  readonly contact: () => void
  /** Ends what is being asked, and leaves it. */
  readonly close: () => void
}

export function createElsewhere(
  reach: Reach,
  add: (models: readonly OpenedModel[]) => void,
): Elsewhere {
  const store = createStore<ElsewhereView>({ kind: 'closed' })
  let controller = new AbortController()

  async function contact(place: Place, pointer: Pointer | null): Promise<void> {
    controller = new AbortController()
    const { signal } = controller
    const set = (view: ElsewhereView): void => {
      if (!signal.aborted) store.set(() => view)
    }
    set({ kind: 'contacting', place, progress: null })
    try {
      const probed = await probeElsewhere(place, {
        fetch: (url, init) => fetch(url, init),
        signal,
        onProgress: (progress) => set({ kind: 'contacting', place, progress }),
      })
      signal.throwIfAborted()
      if (probed.kind === 'pointer') {
        set(afterPointer(place, probed.pointer))
        return
      }
      set({ kind: 'closed' })
      add([modelOf(place, probed, pointer)])
    } catch (error) {
      const message = error instanceof Error ? error.message : 'unknown error'
      const isUnread = error instanceof HubError && error.kind === 'offline'
      set({ kind: 'failed', place, message, isUnread })
    }
  }

  return {
    store,
    reach,
    openText(text) {
      try {
        const place = parseElsewhere(text)
        controller.abort()
        store.set(() => ({ kind: 'asking', place, pointer: null }))
        return ''
      } catch (error) {
        if (error instanceof AddressError) return error.message
        throw error
      }
    },
    contact() {
      const view = store.get()
      if (reach !== 'anywhere' || view.kind === 'closed' || view.kind === 'contacting') return
      void contact(view.place, view.kind === 'asking' ? view.pointer : null)
    },
    close() {
      controller.abort()
      store.set(() => ({ kind: 'closed' }))
    },
  }
}

function modelOf(
  place: Place,
  probed: Exclude<Probed, { readonly kind: 'pointer' }>,
  pointer: Pointer | null,
): OpenedModel {
  const { name } = place
  const listedSha256 = pointer?.sha256 ?? null
  if (probed.kind === 'ranges')
    return toElsewhereModel({ place, size: probed.size, sha256: listedSha256 })
  const file = new File([...probed.pieces], name)
  return { name, isFolder: false, files: [{ path: name, file }], listedSha256 }
}

/** The file that a pointer means lies on another host, which is asked for like any other. */
function afterPointer(place: Place, pointer: Pointer): ElsewhereView {
  const next = pointedAt(place)
  if (next !== null) return { kind: 'asking', place: next, pointer }
  const message = `There is only a git-LFS pointer to a file of ${pointer.size} bytes, SHA-256 ${pointer.sha256}; the host does not say where that lies. Download it, then drop it here`
  return { kind: 'failed', place, message, isUnread: false }
}

/** Whether a text is an address of some host, and not of the Hub: those have forms of their own. */
export function isElsewhere(text: string): boolean {
  if (!/^\s*[a-z][a-z0-9+.-]*:\/\//iu.test(text)) return false
  return !/^\s*(?:hf:\/\/|https?:\/\/(?:[^/@]*\.)?(?:huggingface\.co|hf\.co)(?:[/?#]|\s*$))/iu.test(
    text,
  )
}
