import type { Analysis, Severity } from '../../engine/index.ts'
import type { Target } from '../shared/selection.ts'

/** Something that can be found, and what choosing it selects. */
export interface Findable {
  readonly kind:
    | 'finding'
    | 'layer'
    | 'code'
    | 'source'
    | 'operation'
    | 'outside'
    | 'indicator'
    | 'part'
    | 'weights'
    | 'YARA'
    | 'problem'
  readonly text: string
  /** Beside the text, and searched too. */
  readonly more: string
  readonly severity: Severity | null
  readonly target: Target
}

const MOST_RESULTS = 100 // more are not read
const MOST_LINES = 50_000 // of source: what is gone through between two keystrokes

/** Everything of a report that has a name. */
export function findables({ report }: Analysis): readonly Findable[] {
  return [
    ...report.findings.map(({ id, title, message, rule, severity }) => ({
      kind: 'finding' as const,
      text: title,
      more: `${rule} ${message}`,
      severity,
      target: { kind: 'finding', id } as const,
    })),
    ...report.code.map(({ id, name, layer, sha256 }) => ({
      ...plain('code', name, `${layer ?? ''} ${sha256}`),
      target: { kind: 'code', id } as const,
    })),
    ...report.graph.layers.map(({ id, name, className }) => ({
      ...plain('layer', name, className),
      target: { kind: 'layer', id } as const,
    })),
    ...report.yara.map(({ rule, severity, location, strings: [first] }) => ({
      ...plain('YARA', rule, location.at(-1)?.name ?? ''),
      severity,
      target: at(
        first === undefined
          ? location
          : [...location, { ...first, kind: 'range', name: first.id, via: 'same' }],
      ),
    })),
    ...report.parts.map(({ id, name, type }) => ({
      ...plain('part', name, type),
      target: { kind: 'part', id } as const,
    })),
    ...report.problems.map(({ message, kind, location }) => ({
      ...plain('problem', message, kind),
      target: at(location),
    })),
    ...report.tensors.map(({ name, dtype, at: location }) => ({
      ...plain('weights', name, dtype),
      target: at(location),
    })),
    ...report.operations.map(({ op, node, operands, runs, at: location }) => ({
      ...plain(
        'operation',
        op,
        `${node} ${runs} ${operands.map(({ text }) => text ?? '').join(' ')}`,
      ),
      target: at(location),
    })),
    ...report.outside.map(({ target, what, key, at: location }) => ({
      ...plain('outside', target, `${what} ${key}`),
      target: at(location),
    })),
    ...report.indicators.flatMap(({ kind, text, locations: [first] }) =>
      first === undefined ? [] : [{ ...plain('indicator', text, kind), target: at(first) }],
    ),
    ...sourceLines(report.code),
  ]
}

/** The lines of all source, each leading to its bytes. */
function sourceLines(code: Analysis['report']['code']): readonly Findable[] {
  const found: Findable[] = []
  for (const { id, name, source, sourceLines: ranges, locations } of code) {
    const [location = []] = locations
    for (const [index, line] of source.split('\n').entries()) {
      if (found.length === MOST_LINES) return found
      if (line.trim() === '') continue
      const range = ranges[index] ?? null
      const window = { kind: 'range', name: `line ${index + 1}`, via: 'same' } as const
      const target =
        range === null
          ? ({ kind: 'code', id } as const)
          : at([...location, { ...window, ...range }])
      found.push({ ...plain('source', line.trim(), `line ${index + 1} of ${name}`), target })
    }
  }
  return found
}

/** What is searched of a thing. */
export interface Searchable {
  readonly kind: string
  readonly text: string
  readonly more: string
}

/** What holds every word, those whose text begins with them first; at most a hundred. */
export function search<T extends Searchable>(all: readonly T[], query: string): readonly T[] {
  const words = query
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '')
  const [first = ''] = words
  const begins: T[] = []
  const holds: T[] = []
  for (const item of all) {
    if (begins.length === MOST_RESULTS) break
    const text = item.text.toLowerCase()
    const whole = item.kind === 'source' ? text : wholeOf(item)
    if (!words.every((word) => whole.includes(word))) continue
    if (text.startsWith(first)) begins.push(item)
    else if (holds.length < MOST_RESULTS) holds.push(item)
  }
  return [...begins, ...holds].slice(0, MOST_RESULTS)
}

/** All that is searched of what has a name; of a line of source it is the line alone. */
function wholeOf({ text, more, kind }: Searchable): string {
  return `${text} ${more} ${kind}`.toLowerCase()
}

function plain<K extends Findable['kind']>(kind: K, text: string, more: string) {
  return { kind, text, more, severity: null }
}

function at(location: Extract<Target, { kind: 'location' }>['location']): Target {
  return { kind: 'location', location }
}
