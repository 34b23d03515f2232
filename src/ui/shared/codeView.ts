import type { Range } from '../../engine/index.ts'
import { PYTHON_VERSIONS } from '../../engine/model/pythonVersions.ts'

/** How the details show what is chosen, beyond what the selection says. A link restores it. */
export interface CodeView {
  /** The tab that the user opened; null: the one that shows the selection best. */
  readonly tab: string | null
  /** The code object that `python`, `stage` and `at` speak of. */
  readonly code: string | null
  /** The version that its payload is read as; null: the one that was told. */
  readonly python: string | null
  /** The stage of it that is shown; null: the payload itself. */
  readonly stage: string | null
  /** What is chosen in the bytes of that stage, which stand in no file. */
  readonly at: Range | null
}

export const PLAIN_VIEW: CodeView = { tab: null, code: null, python: null, stage: null, at: null }

const MAX_NAME = 100

/** The view once something else was chosen elsewhere: only the version that code is read as stays. */
export function viewElsewhere(view: CodeView): CodeView {
  return { ...PLAIN_VIEW, code: view.python === null ? null : view.code, python: view.python }
}

/** Adds what is not plain in a view to the fields of a fragment. */
export function addView(fields: URLSearchParams, view: CodeView): void {
  const { tab, code, python, stage, at } = view
  if (tab !== null) fields.set('v', tab)
  if (code !== null && (python !== null || stage !== null)) fields.set('c', code)
  if (python !== null) fields.set('py', python)
  if (stage !== null) fields.set('st', stage)
  if (at !== null) fields.set('r', `${at.offset}+${at.length}`)
}

/** The view that a fragment's fields hold; what is wrong in them is left out. */
export function viewOf(fields: URLSearchParams): CodeView {
  const named = (key: string): string | null => {
    const value = fields.get(key)
    return value === null || value === '' || value.length > MAX_NAME ? null : value
  }
  const code = named('c')
  const python = PYTHON_VERSIONS.find((version) => version === fields.get('py')) ?? null
  const ofCode = code === null ? PLAIN_VIEW : { code, python, stage: named('st') }
  return { ...PLAIN_VIEW, ...ofCode, tab: named('v'), at: toRange(fields.get('r') ?? '') }
}

function toRange(text: string): Range | null {
  const [, offset, length] = /^(\d{1,12})\+(\d{1,12})$/.exec(text) ?? []
  if (offset === undefined || length === undefined) return null
  return { offset: Number(offset), length: Number(length) }
}
