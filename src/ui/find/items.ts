import type { Analysis } from '../../engine/index.ts'
import type { Entry } from '../shared/entries.ts'
import type { Shape } from '../shared/Mark.tsx'
import type { Target } from '../shared/selection.ts'
import { verdictLook } from '../shared/verdictLook.ts'
import { findables, search, type Searchable } from './search.ts'

/** Something that the page can do. */
export interface Command {
  readonly what: string
  /** The key that does the same, or ''. */
  readonly keys: string
  readonly run: () => void
}

/** One line of what can be found. */
export interface Item extends Searchable {
  readonly shape: Shape | null
  /** A key that does the same, or ''. */
  readonly keys: string
  readonly leads:
    | { readonly kind: 'target'; readonly target: Target }
    | { readonly kind: 'file'; readonly id: string }
    | { readonly kind: 'command'; readonly run: () => void }
}

/** What is in the shown model. */
export function itemsIn(analysis: Analysis | null): readonly Item[] {
  if (analysis === null) return []
  return findables(analysis).map(({ kind, text, more, severity, target }) => ({
    ...{ kind, text, more, shape: severity, keys: '' },
    leads: { kind: 'target', target } as const,
  }))
}

/** The open files, and what the page can do. */
export function itemsBeside(
  files: readonly Entry[],
  commands: readonly Command[],
): readonly Item[] {
  return [
    ...files.map(({ id, model, analysis: known, run }) => {
      const { word, shape, reason } = verdictLook(known?.report ?? null, run)
      const more = `${word} ${reason}`
      return {
        ...{ kind: 'file', text: model.name, more, shape, keys: '' },
        leads: { kind: 'file', id } as const,
      }
    }),
    ...commands.map(({ what, keys, run }) => ({
      ...{ kind: 'command', text: what, more: '', shape: null, keys },
      leads: { kind: 'command', run } as const,
    })),
  ]
}

/** What has the words of a query; with `>` before them only commands. */
export function found(all: readonly Item[], query: string): readonly Item[] {
  if (!query.startsWith('>')) return search(all, query)
  const commands = all.filter(({ leads }) => leads.kind === 'command')
  return search(commands, query.slice(1))
}
