import { fileDetails, listRefs, type HubConnection } from '../../worker/client.ts'
import type { Store } from '../shared/Store.ts'
import type { Details, HubView, OpenRepo } from './HubState.ts'
import { isModelFile, readableFirst } from './modelFiles.ts'
import { toTrouble } from './patiently.ts'

/** What is needed to ask the Hub. */
export interface Asking {
  readonly connection: HubConnection
  /** Waits for as long as the Hub asks for. */
  readonly asking: <T>(work: () => Promise<T>) => Promise<T>
}

const PAGE = 100 // files of one question, as many as the Hub takes
const MAX_AT_FIRST = 2_000 // files: 20 of the 500 questions that the Hub answers in five minutes
const MORE = 500 // files that are asked for at a time beyond those

/** What is asked for when a repository is opened: all that can be analysed, or as much as one question takes. */
export function detailsAtFirst(files: OpenRepo['files']): Details {
  const readable = Math.min(files.filter(isModelFile).length, MAX_AT_FIRST)
  return { asked: 0, wanted: Math.max(readable, Math.min(files.length, PAGE)) }
}

/** Wants more files, and begins to `ask` when that is not under way: then it goes on to those. */
export function wantMore(store: Store<HubView>, ask: () => void): void {
  const view = store.get()
  if (view.kind !== 'open') return
  const { details } = view
  const wanted = details.wanted + moreOf(view)
  store.set(() => ({ ...view, trouble: null, details: { ...details, wanted } }))
  if (details.asked === details.wanted) ask()
}

/** How many files a next wish would add. */
export function moreOf({ files, details }: Pick<OpenRepo, 'files' | 'details'>): number {
  return Math.min(MORE, files.length - details.wanted)
}

/** Where the open repository is, and until when it is. */
export interface Shown {
  readonly signal: AbortSignal
  readonly store: Store<HubView>
}

/** Adds branches, tags and pull requests. */
export async function addRefs(
  { repo, connection, asking }: Asking & { readonly repo: OpenRepo },
  shown: Shown,
): Promise<void> {
  try {
    const refs = await asking(() => listRefs(connection, repo.repo.repo))
    change(shown, (now) => ({ ...now, refs }))
  } catch (error) {
    change(shown, (now) => ({ ...now, trouble: toTrouble(error) }))
  }
}

/**
 * Adds the last commit and the scans of files, a page at a time, until as many are asked for as are wanted by then.
 * What fails is told as the trouble of the repository; pages that came before stay.
 */
export async function addDetails(
  { repo, connection, asking }: Asking & { readonly repo: OpenRepo },
  shown: Shown,
): Promise<void> {
  const paths = readableFirst(repo.files).map(({ path }) => path)
  try {
    for (let page = nextPage(shown, paths); page.length > 0; page = nextPage(shown, paths)) {
      const asked = page
      const detailed = await asking(() => fileDetails(connection, repo.repo, asked))
      const known = new Map(detailed.map((file) => [file.path, file]))
      change(shown, (now) => ({
        ...now,
        files: now.files.map((file) => known.get(file.path) ?? file),
        details: { ...now.details, asked: now.details.asked + asked.length },
      }))
    }
  } catch (error) {
    change(shown, (now) => ({
      ...now,
      trouble: toTrouble(error),
      details: { ...now.details, wanted: now.details.asked },
    }))
  }
}

/** The paths to ask for next; none when there is nothing more to ask for, or nobody to show it to. */
function nextPage({ signal, store }: Shown, paths: readonly string[]): readonly string[] {
  const view = store.get()
  if (signal.aborted || view.kind !== 'open') return []
  const { asked, wanted } = view.details
  return paths.slice(asked, Math.min(asked + PAGE, wanted))
}

function change({ signal, store }: Shown, next: (view: OpenRepo) => OpenRepo): void {
  if (!signal.aborted) store.set((now) => (now.kind === 'open' ? next(now) : now))
}
