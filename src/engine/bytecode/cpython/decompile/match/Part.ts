import type { Expression, Pattern } from '../ast.ts'
import { NotUnderstood } from '../NotUnderstood.ts'

/** A part of what a `match` looks at, and what is found out about it. */
export interface Part {
  readonly kind: 'part'
  form: Form | null
  name: string | null
  /** Whether it was asked to be a sequence or a mapping, whose items are not known yet. */
  asked: 'sequence' | 'mapping' | null
  /** How many items it must have, or must have at least. */
  length: { readonly count: number; readonly isLeast: boolean } | null
  /** Items that were looked at one by one, by their index; those from the end have negative ones. */
  readonly picked: Map<number, Part>
}

export type Form =
  | { readonly kind: 'value'; readonly value: Expression }
  | { readonly kind: 'or'; readonly parts: readonly Part[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[]; readonly star: number }
  | {
      readonly kind: 'mapping'
      readonly keys: readonly Expression[]
      readonly parts: readonly Part[]
      readonly rest: Part | null
    }
  | {
      readonly kind: 'class'
      readonly cls: Expression
      readonly positional: number
      readonly names: readonly string[]
      readonly parts: readonly Part[]
    }

export function newPart(): Part {
  return { kind: 'part', form: null, name: null, asked: null, length: null, picked: new Map() }
}

export function setForm(part: Part, form: Form): void {
  if (part.form !== null || part.picked.size > 0)
    throw new NotUnderstood('a pattern asks for two things at once')
  part.form = form
}

const MAX_ITEMS = 1_000 // in one sequence of a pattern

/** The pattern that a part was asked for. Throws `NotUnderstood`. */
export function toPattern(part: Part): Pattern {
  const pattern = formOf(part)
  if (part.name === null) return pattern ?? wildcard()
  return { kind: 'MatchAs', pattern, name: part.name, at: null }
}

function wildcard(): Pattern {
  return { kind: 'MatchAs', pattern: null, name: null, at: null }
}

function formOf(part: Part): Pattern | null {
  const { form, asked } = part
  if (form !== null) return patternIn(part, form)
  if (asked === null) return null
  if (asked === 'mapping') return { kind: 'MatchMapping', entries: [], rest: null, at: null }
  return sequenceOf(pickedItems(part))
}

function patternIn(part: Part, form: Form): Pattern {
  switch (form.kind) {
    case 'value':
      return { kind: 'MatchValue', value: form.value, at: form.value.at }
    case 'or':
      return { kind: 'MatchOr', patterns: form.parts.map(toPattern), at: null }
    case 'sequence':
      requireLength(part, form)
      return sequenceOf(
        form.parts.map((item, at) => (at === form.star ? starOf(item) : toPattern(item))),
      )
    case 'mapping': {
      const entries = form.keys.map((key, at) => ({ key, pattern: patternAt(form.parts, at) }))
      return { kind: 'MatchMapping', entries, rest: form.rest?.name ?? null, at: null }
    }
    case 'class':
      return classOf(form)
  }
}

function classOf({ cls, parts, positional, names }: Extract<Form, { kind: 'class' }>): Pattern {
  const keywords = names.map((name, at) => ({ name, pattern: patternAt(parts, positional + at) }))
  const patterns = parts.slice(0, positional).map(toPattern)
  return { kind: 'MatchClass', cls, patterns, keywords, at: cls.at }
}

function patternAt(parts: readonly Part[], at: number): Pattern {
  const part = parts[at]
  return part === undefined ? wildcard() : toPattern(part)
}

function sequenceOf(patterns: readonly Pattern[]): Pattern {
  return { kind: 'MatchSequence', patterns, at: null }
}

function starOf({ name, form, asked }: Part): Pattern {
  if (form !== null || asked !== null) throw new NotUnderstood('a star is no list')
  return { kind: 'MatchStar', name, at: null }
}

/** What is unpacked must have been counted before. */
function requireLength(
  { length, asked }: Part,
  { parts, star }: Extract<Form, { kind: 'sequence' }>,
): void {
  const count = star < 0 ? parts.length : parts.length - 1
  const isCounted = length?.count === count && length.isLeast === star >= 0
  const isEmpty = length === null && count === 0 && star >= 0
  if (asked !== 'sequence' || (!isCounted && !isEmpty))
    throw new NotUnderstood('a sequence is not as long as it is unpacked')
}

/** Items that were looked at one by one: the others are `_`, and a star stands between the first and the last ones. */
function pickedItems({ length, picked }: Part): readonly Pattern[] {
  const star: Pattern = { kind: 'MatchStar', name: null, at: null }
  if (length === null && picked.size === 0) return [star]
  const { count, isLeast } = length ?? { count: 0, isLeast: true }
  if (count > MAX_ITEMS) throw new NotUnderstood('a pattern has too many items')
  const last = Math.max(0, ...[...picked.keys()].filter((at) => at < 0).map((at) => -at))
  const indexes = Array.from({ length: count }, (_, at) => (at < count - last ? at : at - count))
  const known = [...picked.keys()].every((at) => indexes.includes(at))
  if (!known) throw new NotUnderstood('an item is looked at that is not there')
  const items = indexes.map((at) => patternOf(picked.get(at)))
  return isLeast ? [...items.slice(0, count - last), star, ...items.slice(count - last)] : items
}

function patternOf(part: Part | undefined): Pattern {
  return part === undefined ? wildcard() : toPattern(part)
}
