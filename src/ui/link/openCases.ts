import type { BroughtCase, CaseFile } from '../shared/CaseFile.ts'
import type { Address } from '../shared/fragment.ts'
import { CaseError, caseAddress, loadCaseSchemas, MAX_CASE_BYTES, parseCase } from './caseFile.ts'
import { toRulesField } from './rulesField.ts'

/** A case as the page opens it. */
export interface OpenedCase {
  readonly file: CaseFile
  /** With the rules of the case in it. */
  readonly address: Address
  readonly brought: BroughtCase
}

interface Dropped {
  readonly path: string
  readonly file: File
}

/** What was dropped: case files by what they begin with, whatever they are called; all else is a model. */
export async function sorted<T extends Dropped>(
  files: readonly T[],
): Promise<{ readonly cases: readonly T[]; readonly models: readonly T[] }> {
  const areCases = await Promise.all(files.map(({ file }) => isCase(file)))
  return {
    cases: files.filter((_, at) => areCases[at] === true),
    models: files.filter((_, at) => areCases[at] !== true),
  }
}

/** Whether anything that was dropped may be a case file: then its begin has to be read first. */
export function mayHoldCase(files: readonly Dropped[]): boolean {
  return files.some(({ file }) => mayBeCase(file))
}

function mayBeCase({ name }: File): boolean {
  return name.endsWith('.json')
}

async function isCase(file: File): Promise<boolean> {
  if (!mayBeCase(file)) return false
  const begin = await file.slice(0, 64).text()
  return /^\uFEFF?\s*\{\s*"schema"\s*:\s*"lambdascope-case\//u.test(begin)
}

/** Opens a case file. Throws `CaseError` with what is wrong in it. */
export async function openCase({ file }: Dropped): Promise<OpenedCase> {
  if (file.size > MAX_CASE_BYTES)
    throw new CaseError(`it has ${file.size} bytes, over ${MAX_CASE_BYTES}`)
  const [text, schemas] = await Promise.all([file.text(), loadCaseSchemas()])
  const opened = parseCase(text, schemas)
  const rules = opened.rules === '' ? null : await toRulesField(opened.rules)
  const { made, by, journal, notes } = opened
  return {
    file: opened,
    address: { ...caseAddress(opened), rules },
    brought: { made, by, journal, notes },
  }
}
