import { PYTHON_VERSIONS } from '../../engine/model/pythonVersions.ts'

/** How the details show what is chosen, beyond what the selection says. A link restores it. */
export interface CodeView {
  /** The tab that the user opened; null: the one that shows the selection best. */
  readonly tab: string | null
  /** The code object whose payload is read as another version than was told; null: none. */
  readonly reread: { readonly code: string; readonly python: string } | null
}

export const PLAIN_VIEW: CodeView = { tab: null, reread: null }

const MAX_NAME = 100

/** The view once something else was chosen elsewhere: only the version that code is read as stays. */
export function viewElsewhere({ reread }: CodeView): CodeView {
  return { tab: null, reread }
}

/** `3.9:code-1`, as `parseView` reads it; null when code is read as what was told. */
export function toRereadText({ reread }: CodeView): string | null {
  return reread === null ? null : `${reread.python}:${reread.code}`
}

/** The view that two fields of a fragment hold; what is wrong in them is left out. */
export function parseView(tab: string | null, reread: string | null): CodeView {
  const isName = tab !== null && tab !== '' && tab.length <= MAX_NAME
  return { tab: isName ? tab : null, reread: toReread(reread ?? '') }
}

function toReread(text: string): CodeView['reread'] {
  const colon = text.indexOf(':')
  const python = PYTHON_VERSIONS.find((version) => version === text.slice(0, Math.max(colon, 0)))
  const code = text.slice(colon + 1)
  return python === undefined || code === '' || code.length > MAX_NAME ? null : { code, python }
}
