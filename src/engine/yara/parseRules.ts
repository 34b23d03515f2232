import { tokensOf, type YaraToken } from './tokens.ts'

/** What stands in the text of a rule, by our own reading: libyara-wasm tells nothing of it. */
export interface RuleText {
  readonly name: string
  readonly isPrivate: boolean
  readonly isGlobal: boolean
  readonly tags: readonly string[]
  readonly meta: readonly (readonly [key: string, value: string])[]
  readonly strings: readonly RuleString[]
  /** From the first modifier, or `rule`, to behind the closing brace: UTF-16 units in the text. */
  readonly start: number
  readonly end: number
  /** Of the name, from 1. */
  readonly line: number
  readonly lastLine: number
  /** Names in the condition that may be those of rules. */
  readonly words: ReadonlySet<string>
  /** The tokens of the condition. */
  readonly condition: readonly string[]
}

export interface RuleString {
  /** `$a`; `$` when it has no name. */
  readonly id: string
  readonly kind: 'text' | 'hex' | 'regex'
  readonly line: number
  /** As it is written, without its modifiers. */
  readonly text: string
  readonly modifiers: readonly string[]
  /** From the id to behind the last modifier. */
  readonly start: number
  readonly end: number
}

/** A text of rules as far as it can be read. */
export interface RulesText {
  readonly imports: readonly string[]
  readonly rules: readonly RuleText[]
}

const MAX_RULES = 20_000 // more are not listed: a set of all public rules has half of them

/** Reads the rules of a text. Never throws: what cannot be read is left out, up to the next rule. */
export function parseRules(text: string): RulesText {
  const tokens = [...tokensOf(text)].filter(({ kind }) => kind !== 'comment')
  const imports: string[] = []
  const rules: RuleText[] = []
  for (let at = 0; at < tokens.length && rules.length < MAX_RULES;) {
    const word = wordAt(tokens, at)
    const read = HEAD_WORDS.has(word) ? readRule(tokens, at) : null
    if (word === 'import') imports.push(textOf(wordAt(tokens, at + 1)))
    if (read !== null) rules.push(read.rule)
    at = read === null ? at + 1 : read.next
  }
  return { imports, rules }
}

function wordAt(tokens: readonly YaraToken[], at: number): string {
  return tokens[at]?.text ?? ''
}

/** What a text in quotes says; escapes as YARA knows them. */
function textOf(quoted: string): string {
  const inner = quoted.replace(/^"|"$/g, '')
  return inner.replace(/\\(x[0-9a-fA-F]{2}|.)/g, (_, escape: string) => unescaped(escape))
}

function unescaped(escape: string): string {
  const known = ESCAPES.get(escape)
  if (known !== undefined) return known
  return escape.length === 3 ? String.fromCharCode(parseInt(escape.slice(1), 16)) : escape
}

const ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
])
const MODIFIERS = new Set(['private', 'global'])
const HEAD_WORDS = new Set(['rule', 'private', 'global'])

/** The rule that begins at `from`; null when none does. */
function readRule(
  tokens: readonly YaraToken[],
  from: number,
): { rule: RuleText; next: number } | null {
  let at = from
  while (MODIFIERS.has(wordAt(tokens, at))) at += 1
  const name = tokens[at + 1]
  if (wordAt(tokens, at) !== 'rule' || name?.kind !== 'word') return null
  const modifiers = tokens.slice(from, at).map(({ text }) => text)
  const open = openOf(tokens, at + 2)
  if (open === null) return null
  const close = closeOf(tokens, open)
  const last = tokens[Math.min(close, tokens.length - 1)] ?? name
  const body = sectionsOf(tokens.slice(open + 1, close))
  const rule = {
    name: name.text,
    isPrivate: modifiers.includes('private'),
    isGlobal: modifiers.includes('global'),
    tags: tokens.slice(at + 3, open).map(({ text }) => text),
    meta: metaOf(body.meta),
    strings: stringsOf(body.strings),
    start: (tokens[from] ?? name).start,
    end: last.start + last.text.length,
    line: name.line,
    lastLine: last.line,
    words: wordsOf(body.condition),
    condition: body.condition.map(({ text }) => text),
  }
  return { rule, next: close + 1 }
}

/** The brace behind a name and tags; null when something else comes first. */
function openOf(tokens: readonly YaraToken[], from: number): number | null {
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token?.text === '{') return at
    if (token?.kind !== 'word' && token?.text !== ':') return null
  }
  return null
}

/** Where a rule ends: at its brace, or before the head of the next when that is missing. */
function closeOf(tokens: readonly YaraToken[], open: number): number {
  for (let at = open + 1; at < tokens.length; at += 1) {
    const text = tokens[at]?.text
    if (text === '}') return at
    if (text === 'rule' && tokens[at + 1]?.kind === 'word' && tokens[at - 1]?.text !== '=')
      return at - 1
  }
  return tokens.length
}

type Sections = Record<'meta' | 'strings' | 'condition', YaraToken[]>

function sectionsOf(body: readonly YaraToken[]): Sections {
  const sections: Sections = { meta: [], strings: [], condition: [] }
  let current: YaraToken[] = []
  body.forEach((token, at) => {
    const begun = body[at + 1]?.text === ':' ? sectionOf(token.text, sections) : null
    const isColon = token.text === ':' && sectionOf(body[at - 1]?.text ?? '', sections) !== null
    if (begun !== null) current = begun
    else if (!isColon) current.push(token)
  })
  return sections
}

function sectionOf(word: string, sections: Sections): YaraToken[] | null {
  return word === 'meta' || word === 'strings' || word === 'condition' ? sections[word] : null
}

function metaOf(tokens: readonly YaraToken[]): RuleText['meta'] {
  return tokens.flatMap(({ text }, at) => {
    const key = tokens[at - 1]
    if (text !== '=' || key?.kind !== 'word') return []
    const [value, number] = [tokens[at + 1], tokens[at + 2]]
    const shown = value?.text === '-' ? `-${number?.text ?? ''}` : textOf(value?.text ?? '')
    return [[key.text, shown] as const]
  })
}

function stringsOf(tokens: readonly YaraToken[]): readonly RuleString[] {
  const starts = tokens.flatMap(({ kind }, at) =>
    kind === 'string' && tokens[at + 1]?.text === '=' ? [at] : [],
  )
  return starts.flatMap((at, index) => {
    const own = tokens.slice(at, starts[index + 1])
    const [id, , value] = own
    const last = own.at(-1)
    if (id === undefined || last === undefined || value === undefined) return []
    if (value.kind !== 'text' && value.kind !== 'hex' && value.kind !== 'regex') return []
    const modifiers = own.slice(3).flatMap(({ kind, text }) => (kind === 'word' ? [text] : []))
    const { kind, text } = value
    const range = { start: id.start, end: last.start + last.text.length }
    return [{ id: id.text, kind, line: id.line, text, modifiers, ...range }]
  })
}

function wordsOf(condition: readonly YaraToken[]): ReadonlySet<string> {
  const names = condition.filter(
    ({ kind }, at) => kind === 'word' && condition[at - 1]?.text !== '.',
  )
  return new Set(names.map(({ text }) => text))
}
