import type { Analysis, Severity } from '../../engine/index.ts'
import type { Target } from '../shared/selection.ts'

/** Something that can be found, and what choosing it selects. */
export interface Findable {
  readonly kind: 'finding' | 'layer' | 'code' | 'part' | 'weights' | 'YARA' | 'problem'
  readonly text: string
  /** Beside the text, and searched too. */
  readonly more: string
  readonly severity: Severity | null
  readonly target: Target
}

const MOST_RESULTS = 100 // more are not read

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
  ]
}

/** What holds every word, those whose text begins with them first; at most a hundred. */
export function search(all: readonly Findable[], query: string): readonly Findable[] {
  const words = query
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== '')
  const [first = ''] = words
  const begins: Findable[] = []
  const holds: Findable[] = []
  for (const item of all) {
    if (begins.length === MOST_RESULTS) break
    const text = item.text.toLowerCase()
    const whole = `${text} ${item.more.toLowerCase()} ${item.kind.toLowerCase()}`
    if (!words.every((word) => whole.includes(word))) continue
    if (text.startsWith(first)) begins.push(item)
    else if (holds.length < MOST_RESULTS) holds.push(item)
  }
  return [...begins, ...holds].slice(0, MOST_RESULTS)
}

function plain<K extends Findable['kind']>(kind: K, text: string, more: string) {
  return { kind, text, more, severity: null }
}

function at(location: Extract<Target, { kind: 'location' }>['location']): Target {
  return { kind: 'location', location }
}
