import { tokensOf, type YaraToken } from './tokens.ts'

const INDENT = '    '

/**
 * Rules in one layout: a section a level, an entry a line, one space where one is needed. Tokens, comments and their
 * order stay as they are, and so do the lines of a condition. Null when the text holds what is no token.
 */
export function formatRules(rules: string): string | null {
  const tokens = [...tokensOf(rules)]
  if (tokens.some(({ kind }) => kind === 'error')) return null
  const page = new Page()
  tokens.forEach((token, at) => page.put(token, tokens[at + 1]))
  return page.text()
}

type Place = 'outside' | 'head' | 'body' | 'meta' | 'strings' | 'condition'

/** The text so far: never a space at the end of a line, never two empty lines. */
class Page {
  #lines: string[] = []
  #line = ''
  #place: Place = 'outside'
  #depth = 0
  #before: YaraToken | null = null
  /** Whether the token before is a minus that belongs to the number behind it. */
  #isSign = false

  put(token: YaraToken, next: YaraToken | undefined): void {
    this.#enter(token, next)
    const mayJoin = this.#line !== '' && !this.#breaksBefore(token, next)
    if (!mayJoin) this.#newLine(this.#emptyBefore(token))
    const isFirst = this.#line === ''
    this.#line = isFirst
      ? INDENT.repeat(this.#level(token, next)) + token.text
      : this.#line + (this.#isTight(token, next) ? '' : ' ') + token.text
    this.#leave(token)
    this.#isSign = token.text === '-' && isBeforeSign(this.#before)
    this.#before = token
  }

  text(): string {
    this.#newLine(false)
    return this.#lines.length === 0 ? '' : `${this.#lines.join('\n')}\n`
  }

  #newLine(withEmpty: boolean): void {
    if (this.#line !== '') this.#lines.push(this.#line)
    this.#line = ''
    if (withEmpty && this.#lines.length > 0) this.#lines.push('')
  }

  #enter({ kind, text }: YaraToken, next: YaraToken | undefined): void {
    if (this.#place === 'outside' && kind === 'word' && text !== 'import' && text !== 'include')
      this.#place = 'head'
    else if (this.#isSection(kind, text, next)) this.#place = sectionNamed(text) ?? this.#place
    if (text === ')') this.#depth = Math.max(0, this.#depth - 1)
  }

  #leave({ text }: YaraToken): void {
    if (text === '(') this.#depth += 1
    if (text === '{' && this.#place === 'head') this.#place = 'body'
    else if (text === '}') [this.#place, this.#depth] = ['outside', 0]
  }

  #isSection(kind: YaraToken['kind'], text: string, next: YaraToken | undefined): boolean {
    const inBody = this.#place !== 'outside' && this.#place !== 'head'
    return inBody && kind === 'word' && next?.text === ':' && sectionNamed(text) !== null
  }

  #breaksBefore(token: YaraToken, next: YaraToken | undefined): boolean {
    const before = this.#before
    if (before === null || before.text.startsWith('//') || isBrace(token)) return true
    if (token.kind === 'comment' || before.kind === 'comment') return token.breaks > 0
    return isBrace(before) || this.#breaksInPlace(before, token, next)
  }

  #breaksInPlace(before: YaraToken, token: YaraToken, next: YaraToken | undefined): boolean {
    switch (this.#place) {
      case 'outside':
        return token.text === 'import' || token.text === 'include'
      case 'head':
        return this.#opensHead(before)
      case 'body':
        return false
      case 'meta':
      case 'strings':
        return this.#beginsEntry(token, next)
      case 'condition':
        return this.#beginsEntry(token, next) || (token.breaks > 0 && before.text !== '.')
    }
  }

  /** The first word of a rule, behind an import. */
  #opensHead(before: YaraToken): boolean {
    return before.kind === 'text'
  }

  #beginsEntry({ kind, text }: YaraToken, next: YaraToken | undefined): boolean {
    if (text === ':') return false
    if (this.#isSection(kind, text, next)) return true
    if (this.#before?.text === ':' && this.#isAfterSection()) return true
    return next?.text === '=' && (kind === 'string' || kind === 'word')
  }

  /** Whether the line so far is the name of a section. */
  #isAfterSection(): boolean {
    return /^ {4}(?:meta|strings|condition):$/.test(this.#line)
  }

  #emptyBefore(token: YaraToken): boolean {
    if (this.#lines.length === 0 && this.#line === '') return false
    const before = this.#before
    if (before === null || before.text === '{' || isBrace(token)) return false
    return this.#isBehindRule(before) ?? (token.breaks > 1 && !this.#isAfterSection())
  }

  /** Whether a rule or an import ends before; null where that is not the question. */
  #isBehindRule({ kind, text }: YaraToken): boolean | null {
    if (this.#place === 'head' && kind !== 'comment') return text === '}' || kind === 'text'
    return text === '}' && this.#place !== 'condition' ? true : null
  }

  #level(token: YaraToken, next: YaraToken | undefined): number {
    if (token.text === '{' || token.text === '}') return 0
    if (this.#isSection(token.kind, token.text, next)) return 1
    switch (this.#place) {
      case 'outside':
      case 'head':
        return 0
      case 'body':
        return 1
      case 'meta':
      case 'strings':
      case 'condition':
        return 2 + Math.min(this.#depth, 6)
    }
  }

  /** Whether no space stands before the token; never so where one token would come of two. */
  #isTight(token: YaraToken, next: YaraToken | undefined): boolean {
    const before = this.#before
    if (before === null || token.kind === 'comment' || before.kind === 'comment') return false
    return this.#wantsTight(before, token, next) && stayApart(before.text, token.text)
  }

  #wantsTight(before: YaraToken, token: YaraToken, next: YaraToken | undefined): boolean {
    if (TIGHT_BEFORE.has(token.text) || TIGHT_AFTER.has(before.text)) return true
    switch (token.text) {
      case ':':
        return this.#isSectionLine()
      case '(':
        return isCalled(before)
      case '[':
        return before.kind !== 'mark'
      case '*':
        return isEndOfName(next)
      default:
        return this.#isTightSign(before, token)
    }
  }

  #isTightSign(before: YaraToken, token: YaraToken): boolean {
    if (before.text === '-' && this.#isSign) return true
    return this.#place === 'strings' && (token.text === '-' || before.text === '-')
  }

  #isSectionLine(): boolean {
    return /^ {4}(?:meta|strings|condition)$/.test(this.#line)
  }
}

const TIGHT_BEFORE = new Set([')', ']', ',', '.', '..'])
const TIGHT_AFTER = new Set(['(', '[', '.', '..', '~'])
const SPACED = new Set(
  'and or not of in at for any all none them matches contains icontains startswith istartswith endswith iendswith iequals defined'.split(
    ' ',
  ),
)

function isBrace({ text }: YaraToken): boolean {
  return text === '{' || text === '}'
}

/** Behind the star of a name such as `Rule*`, in a list. */
function isEndOfName(next: YaraToken | undefined): boolean {
  return next?.text === ')' || next?.text === ','
}

function isBeforeSign(before: YaraToken | null): boolean {
  return before?.kind === 'mark' && before.text !== ')' && before.text !== ']'
}

function stayApart(before: string, text: string): boolean {
  const [first, second, ...rest] = [...tokensOf(before + text)]
  return first?.text === before && second?.text === text && rest.length === 0
}

/** A name before a parenthesis is a function's, or a modifier's. */
function isCalled({ kind, text }: YaraToken): boolean {
  return kind === 'word' && !SPACED.has(text)
}

function sectionNamed(text: string): 'meta' | 'strings' | 'condition' | null {
  return text === 'meta' || text === 'strings' || text === 'condition' ? text : null
}
