import { parseRules, tokensOf, type RuleText } from '../../../../worker/client.ts'
import type { Place } from './words.table.ts'

/** Where in the rules an offset stands. */
export interface Spot {
  readonly place: Place
  /** The rule around it. */
  readonly rule: RuleText | null
  /** Behind `import`. */
  readonly isImport: boolean
}

/** Looks at the text up to `offset`, in UTF-16 units. */
export function spotAt(text: string, offset: number): Spot {
  let place: Place = 'outside'
  let [before, last] = ['', '']
  for (const { text: token, start, kind } of tokensOf(text)) {
    if (start >= offset) break
    if (kind === 'comment') continue
    if (token === '}' || token === '{') place = 'outside'
    else if (token === ':') place = sectionOf(last) ?? place
    before = last
    last = token
  }
  const rule = parseRules(text).rules.find(({ start, end }) => start <= offset && offset <= end)
  return { place, rule: rule ?? null, isImport: last === 'import' || before === 'import' }
}

function sectionOf(word: string): Place | null {
  return word === 'meta' || word === 'strings' || word === 'condition' ? word : null
}
