import type { groupDropped } from '../worker/client.ts'
import { MAX_FILES, type Dropped } from './drop/walkEntries.ts'
import { CaseError } from './link/caseFile.ts'
import { mayHoldCase, openCase, sorted } from './link/openCases.ts'
import { withCase } from './session/links.ts'
import type { Session } from './session/session.ts'
import type { Acts } from './shared/acts.ts'
import { counted } from './shared/quantities.ts'
import { escapeText, shorten } from '../engine/model/escapeText.ts'

interface Takers {
  readonly session: Session
  readonly acts: Acts
  readonly groupDropped: typeof groupDropped
}

/** Opens what was dropped: models at once, case files first when there are any. */
export function takeDropped(
  { files, isCut }: Dropped,
  { session, acts, groupDropped }: Takers,
): void {
  const take = (models: Dropped['files']): void => session.add(groupDropped(models))
  acts.say(noticeOf(files.length, isCut))
  if (!mayHoldCase(files)) {
    take(files)
    return
  }
  void sorted(files).then(async ({ cases, models }) => {
    const faults: string[] = []
    for (const file of cases) {
      const fault = await opened(file, session)
      if (fault !== '') faults.push(fault)
    }
    if (models.length > 0) take(models)
    if (faults.length > 0) acts.say(faults.join(' '))
  })
}

/** What is wrong with a case file, or ''. */
async function opened(file: Dropped['files'][number], session: Session): Promise<string> {
  try {
    const found = await openCase(file)
    session.store.set((state) => withCase(state, found))
    return ''
  } catch (error) {
    if (!(error instanceof CaseError)) throw error
    return `The case file ${escapeText(shorten(file.path, 80))} cannot be opened: ${error.message}.`
  }
}

function noticeOf(count: number, isCut: boolean): string {
  if (count === 0) return 'There are no files in what was dropped.'
  return isCut ? `Only the first ${counted(MAX_FILES, 'file')} were taken.` : ''
}
