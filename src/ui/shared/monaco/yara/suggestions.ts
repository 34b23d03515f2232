import { spotAt } from './wordAt.ts'
import { MODULE_LINES, MODULES, SNIPPETS, WORDS } from './words.table.ts'

/** Something that may be written next. */
export interface Suggestion {
  readonly label: string
  readonly kind: 'word' | 'module' | 'string' | 'snippet' | 'rule'
  readonly what: string
  /** What is put in; a snippet has places to go through. */
  readonly text: string
}

const HEADS = new Set(['meta', 'strings', 'condition'])

/** What may stand at `offset`: words of the section, the rule's own strings, modules that this build has. */
export function suggestionsAt(text: string, offset: number): readonly Suggestion[] {
  const { place, rule, isImport } = spotAt(text, offset)
  if (isImport)
    return MODULES.map((name) => ({
      label: name,
      kind: 'module',
      what: MODULE_LINES[name],
      text: `"${name}"`,
    }))
  const words = Object.entries(WORDS).flatMap(([label, [where, what]]) => {
    const isHead = HEADS.has(label)
    const isHere = isHead ? rule !== null : where === place
    return isHere
      ? [{ label, kind: 'word', what, text: isHead ? `${label}:` : label } as const]
      : []
  })
  const extras =
    place === 'condition' && rule !== null
      ? [...stringsOf(rule.strings.map(({ id }) => id)), ...modules()]
      : []
  const begin = place === 'outside' && rule === null ? snippets() : []
  return [...words, ...extras, ...begin]
}

/** What the manual says of a word, in a line; null for a word that is the writer's own. */
export function meaningOf(word: string): string | null {
  if (Object.hasOwn(WORDS, word)) return WORDS[word]?.[1] ?? null
  const module = MODULES.find((name) => name === word)
  return module === undefined ? null : MODULE_LINES[module]
}

function stringsOf(ids: readonly string[]): readonly Suggestion[] {
  return ids
    .filter((id) => id !== '$')
    .flatMap((id) =>
      [
        [id, 'Whether the string is there'],
        [`#${id.slice(1)}`, 'How often the string is there'],
        [`@${id.slice(1)}`, 'Where the string is first; @a[2]: where it is the second time'],
        [`!${id.slice(1)}`, 'How long the first match is'],
      ].map(([label = '', what = '']) => ({ label, kind: 'string', what, text: label }) as const),
    )
}

function modules(): readonly Suggestion[] {
  return MODULES.map((label) => ({
    label,
    kind: 'module',
    what: MODULE_LINES[label],
    text: label,
  }))
}

function snippets(): readonly Suggestion[] {
  return SNIPPETS.map(([label, what, text]) => ({ label, kind: 'snippet', what, text }))
}
