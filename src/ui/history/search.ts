import {
  findOrigin,
  presenceOf,
  turnsOf,
  type FileRevision,
  type Presence,
  type Wanted,
} from '../../worker/client.ts'
import { escapeText } from '../../engine/model/escapeText.ts'
import { sentenceOf, type Desk, type Wish } from './Desk.ts'
import type { HistoryView, Search } from './HistoryState.ts'

const MOST_REVISIONS = 500 // each costs a request before the search begins

interface Question {
  readonly wanted: Wanted
  /** Every revision is read, instead of halving. */
  readonly isEvery: boolean
}

/** Finds the commit that brought something in. What it finds, and what goes wrong, is in the view's search. */
export async function searchOrigin(
  desk: Desk,
  wish: Wish,
  { wanted, isEvery }: Question,
): Promise<void> {
  const tell = teller(wish)
  try {
    await wish.walkTo(MOST_REVISIONS)
    const view = desk.store.get()
    if (wish.signal.aborted || view === null) return
    if (view.trouble !== null) throw new Error(view.trouble)
    const oldestFirst = view.revisions.toReversed()
    const isIn = (revision: FileRevision): Promise<Presence> =>
      look(desk, wish, { wanted, revision })
    const found = isEvery
      ? { turns: await readEvery(oldestFirst, isIn) }
      : { origin: await findOrigin(oldestFirst, isIn) }
    tell(() => ({ ...found, state: 'done', doing: '' }))
  } catch (error) {
    tell(() => ({ state: 'failed', doing: sentenceOf(error) }))
  }
}

function teller({ change }: Wish): (next: (search: Search) => Partial<Search>) => void {
  return (next) =>
    change(({ search }: HistoryView) => ({ search: search && { ...search, ...next(search) } }))
}

async function readEvery(
  revisions: readonly FileRevision[],
  isIn: (revision: FileRevision) => Promise<Presence>,
): Promise<Search['turns']> {
  const steps: { readonly revision: FileRevision; readonly presence: Presence }[] = []
  for (const revision of revisions) steps.push({ revision, presence: await isIn(revision) })
  return turnsOf(steps)
}

/** Looks into one revision, and notes what that cost. */
async function look(
  desk: Desk,
  wish: Wish,
  { wanted, revision }: Pick<Question, 'wanted'> & { readonly revision: FileRevision },
): Promise<Presence> {
  wish.signal.throwIfAborted()
  const [tell, examiner] = [teller(wish), desk.examiner()]
  const { id, title } = revision.commit
  tell(() => ({ doing: `Reading ${id.slice(0, 10)}, ${escapeText(title)}` }))
  const { report, cost, isReused } = await wish.asking(() => examiner.examine(revision))
  const presence = presenceOf(report, wanted)
  tell(({ steps }) => ({
    steps: [...steps, { revision, presence, cost, isReused }],
    total: examiner.total(),
  }))
  return presence
}
