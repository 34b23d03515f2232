// The commits that changed one file. The Hub has no such list: it tells of a file which commit changed it last, so that
// each question is asked at the commit before the last answer.
import { fileDetails, listFiles } from '../api/hub.ts'
import { askJson, type HubConnection } from '../api/HubConnection.ts'
import { HubError, type HubCommit, type HubFile, type PinnedRepo } from '../api/HubModel.ts'
import { readCommits } from '../api/readAnswers.ts'
import type { FileRevision, HistoryStep } from './FileRevision.ts'

/** Walks from the newest change of a file to older ones. */
export interface HistoryWalk {
  /** One step older; throws `HubError`, and may then be asked again. After the end it gives the end. */
  readonly next: () => Promise<HistoryStep>
}

/** Begins at the commit of `repo`. Each change costs one request, and each hundred commits one more. */
export function walkHistory(
  connection: HubConnection,
  repo: PinnedRepo,
  path: string,
): HistoryWalk {
  const commits = commitList(connection, repo)
  let ask: string | null = repo.commit
  let newer: FileRevision | null = null
  let end: HistoryStep | null = null

  async function step(at: string): Promise<HistoryStep> {
    const [file] = await fileDetails(connection, { ...repo, commit: at }, [path])
    if (file === undefined) return added(connection, { ...repo, commit: at }, newer)
    const last = file.lastCommit
    if (last === null) throw new HubError('answer', 'The Hub names no commit of the file')
    const index = await commits.indexOf(last.id)
    if (index === null) return { kind: 'end', end: { kind: 'lost', commit: last.id } }
    const revision = { commit: (await commits.at(index)) ?? last, file }
    const older = await commits.at(index + 1)
    newer = revision
    ask = older?.id ?? null
    return { kind: 'revision', revision }
  }

  return {
    async next() {
      if (end !== null) return end
      const found: HistoryStep =
        ask === null ? { kind: 'end', end: { kind: 'first-commit' } } : await step(ask)
      if (found.kind === 'end') end = found
      return found
    },
  }
}

/** Where the file is not there: whether its bytes stood under another name, as after a rename. */
async function added(
  connection: HubConnection,
  before: PinnedRepo,
  newer: FileRevision | null,
): Promise<HistoryStep> {
  if (newer === null) throw new HubError('no-file', 'The repository has no such file')
  const files = await listFiles(connection, before)
  const from = files.filter((file) => isSameContent(file, newer.file)).map(({ path }) => path)
  return { kind: 'end', end: { kind: 'added', from } }
}

function isSameContent(one: HubFile, other: HubFile): boolean {
  return contentKey(one) === contentKey(other)
}

/** What two files share that hold the same bytes, by the word of the Hub. */
export function contentKey({ sha256, blob }: Pick<HubFile, 'sha256' | 'blob'>): string {
  return sha256 === null ? `blob ${blob}` : `sha256 ${sha256}`
}

interface CommitList {
  readonly at: (index: number) => Promise<HubCommit | undefined>
  /** Null when the Hub does not list it. */
  readonly indexOf: (id: string) => Promise<number | null>
}

const MAX_PAGES = 100 // of a hundred commits each

/** The commits from the newest on, page by page as they are asked for. */
function commitList(connection: HubConnection, { repo, commit }: PinnedRepo): CommitList {
  const commits: HubCommit[] = []
  let next: string | null = `/api/${repo.type}/${repo.id}/commits/${commit}?limit=100`
  let pages = 0

  async function more(): Promise<boolean> {
    if (next === null) return false
    if (pages === MAX_PAGES)
      throw new HubError('answer', `The repository has more than ${MAX_PAGES * 100} commits`)
    const page = await askJson(connection, next)
    commits.push(...readCommits(page.value))
    next = page.next
    pages += 1
    return true
  }

  return {
    async at(index) {
      while (commits.length <= index && (await more()));
      return commits[index]
    },
    async indexOf(id) {
      for (;;) {
        const index = commits.findIndex((each) => each.id === id)
        if (index >= 0) return index
        if (!(await more())) return null
      }
    },
  }
}
