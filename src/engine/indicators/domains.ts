import { withoutEnd } from '../bytes/withoutEnd.ts'
import { AMBIGUOUS_TLDS, PLAIN_TLDS } from './tlds.table.ts'

const LONGEST = 253 // of a domain's name
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Roots of Python and of frameworks: what follows them is an attribute. */
const ROOTS: ReadonlySet<string> = new Set([
  ...['os', 'sys', 'io', 're', 'np', 'tf', 'pd', 'plt', 'k', 'nn', 'self', 'cls', 'math', 'keras'],
  ...[
    'numpy',
    'tensorflow',
    'torch',
    'json',
    'time',
    'random',
    'args',
    'config',
    'layers',
    'model',
  ],
  ...['models', 'x', 'y', 'z', 'a', 'b', 'i', 'df', 'data', 'image', 'img', 'jax', 'jnp', 'ops'],
])

/**
 * The domain that a word is, or has behind a user's name, with its port; null for anything else: names of files and
 * chains of attributes are none.
 */
export function domainIn(word: string): string | null {
  if (word.length > LONGEST * 2 || !word.includes('.')) return null
  const host = word.slice(word.lastIndexOf('@') + 1)
  const behind = host.search(/[:/?#]/)
  const name = withoutEnd(behind < 0 ? host : host.slice(0, behind), '.')
  if (!isDomain(name, { isSure: behind >= 0 || host !== word })) return null
  const port = /^:\d{1,5}(?![\d.])/.exec(behind < 0 ? '' : host.slice(behind))?.[0] ?? ''
  return `${name}${port}`
}

interface Certainty {
  /** Whether a port, a path or a user's name stands beside it. */
  readonly isSure: boolean
}

function isDomain(name: string, { isSure }: Certainty): boolean {
  const labels = name.length > LONGEST ? [] : name.toLowerCase().split('.')
  const [first = ''] = labels
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return false
  return (isSure || !ROOTS.has(first)) && endsAsDomain(labels, { isSure })
}

function endsAsDomain(labels: readonly string[], { isSure }: Certainty): boolean {
  const [before = '', last = ''] = labels.slice(-2)
  if (PLAIN_TLDS.has(last) || last.startsWith('xn--')) return /[a-z]/.test(before)
  return AMBIGUOUS_TLDS.has(last) && (isSure || labels.length > 2)
}
