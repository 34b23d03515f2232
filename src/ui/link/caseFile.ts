import type { JournalLine } from '../../engine/model/journal.ts'
import type { Report } from '../../engine/index.ts'
import { CASE_SCHEMA, type CaseFile } from '../shared/CaseFile.ts'
import { toRereadText } from '../shared/codeView.ts'
import { parseFragment, type Address } from '../shared/fragment.ts'
import { toSourceText } from '../shared/LinkSource.ts'
import type { Note } from '../shared/Note.ts'
import { toTargetText } from '../shared/targetText.ts'
import { faultOf, type Schemas } from './faultOf.ts'

/** What was dropped is no case file that can be opened; the message says what is wrong, and where. */
export class CaseError extends Error {
  override readonly name = 'CaseError'
}

/** Of files: a report on a large model has some ten million characters. */
export const MAX_CASE_BYTES = 64 * 1024 * 1024

/** What goes into a case file. */
export interface CaseParts {
  readonly address: Address
  readonly report: Report
  readonly journal: readonly JournalLine[]
  readonly notes: readonly Note[]
  readonly rules: string
  readonly made: Date
  readonly version: string
}

/** The text of a case file. `reportJson` prints a report. */
export function toCaseText(parts: CaseParts, reportJson: (report: Report) => string): string {
  const { address, journal, notes, rules, made, version } = parts
  const { source, sha256, size, name, target, view, tab } = address
  const head = {
    schema: CASE_SCHEMA,
    made: made.toISOString(),
    by: `Lambdascope ${version}`,
    source: { src: source === null ? null : toSourceText(source), sha256, size, name },
    selection: {
      sel: target === null ? null : toTargetText(target),
      view: view.tab,
      py: toRereadText(view),
      tab,
    },
    journal,
    notes,
    rules,
  }
  const text = JSON.stringify(head)
  return `${text.slice(0, -1)},"report":${reportJson(parts.report)}}\n`
}

/** Loads the schemas, which are as large as a page: only case files need them. */
export async function loadCaseSchemas(): Promise<Schemas> {
  const [root, report] = await Promise.all([
    import('../../../docs/case.schema.json'),
    import('../../../docs/report.schema.json'),
  ])
  return { root: root.default, others: new Map([['report.schema.json', report.default]]) }
}

/** Reads a case file. Throws `CaseError`. */
export function parseCase(text: string, schemas: Schemas): CaseFile {
  const value = parsed(text)
  checkCase(value, schemas)
  return value
}

/** The link to the same view of the same file, without rules. Throws `CaseError` when the case names no file. */
export function caseAddress({ source, selection }: CaseFile): Address {
  const given = Object.entries({ ...source, ...selection }).flatMap(([key, value]) =>
    value === null ? [] : [[key, String(value)]],
  )
  const address = parseFragment(`#${new URLSearchParams(given).toString()}`)
  if (address === null) throw new CaseError('it does not say which file it is about')
  return address
}

function parsed(text: string): unknown {
  if (text.length > MAX_CASE_BYTES)
    throw new CaseError(`it has ${text.length} characters, over ${MAX_CASE_BYTES}`)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CaseError('it is not JSON', { cause: error })
  }
}

function checkCase(value: unknown, schemas: Schemas): asserts value is CaseFile {
  const fault = faultOf(value, schemas)
  if (fault !== null) throw new CaseError(fault)
}
