import {
  fileDetails,
  HubError,
  listFiles,
  parseAddress,
  pin,
  AddressError,
  type HubAddress,
  type HubFile,
  type PinnedRepo,
} from '../../worker/client.ts'
import type { OpenedModel } from '../shared/entries.ts'
import type { HubPlace } from '../shared/HubPlace.ts'
import { createStore, type Store } from '../shared/Store.ts'
import { toModel, type Readings } from './analyzeOpened.ts'
import { connect } from './connect.ts'
import { createDownloads, type Downloads } from './downloads.ts'
import type { HubView, OpenRepo } from './HubState.ts'
import { addDetails, addRefs, detailsAtFirst, wantMore, type Asking } from './details.ts'
import { createKnownScans, type KnownScans } from './knownScans.ts'
import { chosenAtFirst } from './modelFiles.ts'
import { patiently, toTrouble } from './patiently.ts'
import type { Tokens } from './tokens.ts'

/** What the page can do with the Hub. Nothing is asked of it before the analyst asks. */
export interface Hub extends Downloads {
  readonly store: Store<HubView>
  readonly tokens: Tokens
  readonly readings: Readings
  readonly scans: KnownScans
  /** Opens what an address leads to: a file is analysed, a repository listed. Returns what is wrong with the address, or ''. */
  readonly openText: (text: string) => string
  readonly open: (address: HubAddress) => void
  /** Shows the repository of a file, as it was left when it is still open. */
  readonly openRepo: (place: HubPlace) => void
  readonly choose: (paths: ReadonlySet<string>) => void
  /** Asks for the last commit and the scans of more files. */
  readonly askMore: () => void
  readonly analyze: (paths: readonly string[]) => void
  /** Lets the reading of every header of a file cost what it takes. */
  readonly readOn: (place: HubPlace) => void
  /** Ends what is being asked of the Hub, and leaves it. */
  readonly close: () => void
}

/** What the Hub asks of the page. */
export interface HubPage {
  readonly add: (models: readonly OpenedModel[]) => void
  readonly replace: (id: string, model: OpenedModel) => void
  /** Shows what is open of the Hub. */
  readonly showHub: () => void
}

export function createHub(tokens: Tokens, readings: Readings, page: HubPage): Hub {
  const store = createStore<HubView>({ kind: 'closed' })
  let controller = new AbortController()
  let askDetails = (): void => undefined

  function begin(): AbortSignal {
    controller.abort()
    controller = new AbortController()
    return controller.signal
  }

  function open(address: HubAddress): void {
    const signal = begin()
    const change = (next: (view: HubView) => HubView): void => {
      if (!signal.aborted) store.set(next)
    }
    const set = (view: HubView): void => change(() => view)
    set({ kind: 'opening', address, pause: null })
    page.showHub()
    const connection = connect(tokens, signal)
    const asking = <T>(work: () => Promise<T>): Promise<T> =>
      patiently(work, signal, (pause) => change((view) => withPause(view, pause)))
    void openAddress({ address, connection, asking }, { set, analyze: addFiles }).then(
      (repo) => {
        if (repo === null) return
        const asked = { repo, connection, asking }
        askDetails = () => void addDetails(asked, { signal, store })
        void addRefs(asked, { signal, store }).then(askDetails)
      },
      (error: unknown) => set({ kind: 'failed', address, trouble: toTrouble(error) }),
    )
  }

  const addFiles = (repo: PinnedRepo, files: readonly HubFile[]): void =>
    page.add(files.map((file) => toModel({ repo, file }, tokens)))

  return {
    store,
    tokens,
    readings,
    scans: createKnownScans(tokens),
    open,
    openText: (text) => openText(text, open),
    openRepo({ repo }) {
      const view = store.get()
      if (view.kind === 'open' && isSame(view.repo, repo)) page.showHub()
      else open(rootOf(repo))
    },
    choose: (chosen) => store.set((view) => (view.kind === 'open' ? { ...view, chosen } : view)),
    askMore: () => wantMore(store, () => askDetails()),
    analyze(paths) {
      const view = store.get()
      if (view.kind !== 'open') return
      if (paths.length > 1) store.set(() => ({ kind: 'closed' })) // the table of files takes its place
      addFiles(view.repo, filesAt(view, paths))
    },
    ...createDownloads(tokens, readings, page),
    readOn: (place) => readings.change(place, { isLimited: false }),
    close() {
      begin()
      store.set(() => ({ kind: 'closed' }))
    },
  }
}

function openText(text: string, open: (address: HubAddress) => void): string {
  try {
    const address = parseAddress(text)
    if (address.repo.type !== 'models')
      return `That is one of the Hub’s ${address.repo.type}, not a model`
    open(address)
    return ''
  } catch (error) {
    if (error instanceof AddressError) return error.message
    throw error
  }
}

function filesAt({ files }: OpenRepo, paths: readonly string[]): readonly HubFile[] {
  const wanted = new Set(paths)
  return files.filter(({ path }) => wanted.has(path))
}

function isSame(one: PinnedRepo, other: PinnedRepo): boolean {
  return one.commit === other.commit && one.repo.id === other.repo.id
}

/** The address of a whole repository, at a revision or at that which is open. */
export function rootOf({ repo, revision }: Pick<PinnedRepo, 'repo' | 'revision'>): HubAddress {
  return { repo, revision, path: null, pathKind: 'unknown' }
}

function withPause(view: HubView, pause: OpenRepo['pause']): HubView {
  return view.kind === 'opening' || view.kind === 'open' ? { ...view, pause } : view
}

/** Pins the address; then a file is analysed, a repository listed. Returns the repository when it is listed. */
async function openAddress(
  { address, connection, asking }: Asking & { readonly address: HubAddress },
  to: {
    readonly set: (view: HubView) => void
    readonly analyze: (repo: PinnedRepo, files: readonly HubFile[]) => void
  },
): Promise<OpenRepo | null> {
  const { path, pathKind } = address
  const repo = await asking(() => pin(connection, address.repo, address.revision))
  if (path !== null && pathKind !== 'folder') {
    const [file] = await asking(() => fileDetails(connection, repo, [path]))
    if (file !== undefined) {
      to.set({ kind: 'closed' })
      to.analyze(repo, [file])
      return null
    }
    if (pathKind === 'file') throw new HubError('no-file', 'The repository has no such file')
  }
  const files = await asking(() => listFiles(connection, repo, path ?? ''))
  const chosen = chosenAtFirst(files)
  const view: OpenRepo = {
    kind: 'open',
    repo,
    files,
    refs: null,
    details: detailsAtFirst(files),
    chosen,
    trouble: null,
    pause: null,
  }
  to.set(view)
  return view
}
