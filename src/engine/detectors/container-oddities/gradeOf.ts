import type { Severity } from '../../model/Finding.ts'
import type { Oddity, OddityKind } from '../../model/ModelPart.ts'

/** A rule, and how bad this case of it is when that is not what the rule says. */
export interface Grade {
  readonly rule: string
  readonly severity?: Severity
}

/** What judges of code answer for, and what is graded by the whole model. */
type Elsewhere = 'payload-oddity' | 'wrong-extension'

/** The rule of each kind; what it is graded by beside its kind stands in `REGRADES`. */
const RULES: Readonly<Record<Exclude<OddityKind, Elsewhere>, string>> = {
  'duplicate-entry': 'ZIP-001',
  'header-mismatch': 'ZIP-002',
  'crc-mismatch': 'ZIP-003',
  'encrypted-entry': 'ZIP-004',
  'odd-name': 'ZIP-005',
  'archive-bomb': 'ZIP-006',
  'overlapping-entries': 'ZIP-006',
  'compressed-entry': 'ZIP-007',
  'prefix-data': 'ZIP-008',
  'trailing-data': 'ZIP-008',
  'foreign-archive': 'ZIP-009',
  'unexpected-entry': 'ZIP-010',
  'link-entry': 'ZIP-011',
  'path-traversal': 'ZIP-012',
  'external-storage': 'HDF-001',
  'external-link': 'HDF-002',
  'virtual-dataset': 'HDF-003',
  'soft-link': 'HDF-004',
  'shape-bomb': 'HDF-005',
  'unknown-filter': 'HDF-006',
  'broken-structure': 'HDF-007',
  'several-configs': 'HDF-009',
  'opaque-dataset': 'HDF-012',
  'duplicate-key': 'CFG-001',
  'json-oddity': 'CFG-001',
  'yaml-tag': 'KER-034',
  'hidden-program': 'GEN-001',
  'several-formats': 'GEN-002',
  'line-ending-damage': 'GEN-016',
  'encoded-constant': 'CFG-003',
  'huge-constant': 'CFG-003',
}

/** The rule for an oddity and how bad it is; null for those that other detectors judge. */
export function gradeOf(oddity: Oddity): Grade | null {
  const { what } = oddity
  if (what === 'payload-oddity' || what === 'wrong-extension') return null
  return { rule: RULES[what], ...REGRADES.get(what)?.(oddity) }
}

type Regrade = (oddity: Oddity) => Partial<Grade>

const REGRADES: ReadonlyMap<OddityKind, Regrade> = new Map<OddityKind, Regrade>([
  ['odd-name', (oddity) => when(oddity, 'ordinary', 'medium')],
  ['encrypted-entry', (oddity) => when(oddity, 'one-sided', 'high')],
  ['unexpected-entry', ({ at }) => (isProgram(at.at(-1)?.name ?? '') ? HIGH : {})],
  ['external-storage', ({ subjects = [] }) => (subjects.some(leavesFolder) ? CRITICAL : {})],
  ['virtual-dataset', (oddity) => when(oddity, 'same-file', 'medium')],
  ['shape-bomb', (oddity) => (has(oddity, 'over-limit') ? {} : LOW)],
  ['several-configs', (oddity) => when(oddity, 'same-text', 'low')],
  ['broken-structure', (oddity) => when(oddity, 'crafted', 'medium')],
  ['hidden-program', (oddity) => when(oddity, 'crafted', 'high')],
  ['prefix-data', (oddity) => beside(oddity, 'HDF-008')],
  ['trailing-data', (oddity) => beside(oddity, 'HDF-010')],
  ['duplicate-key', ({ subjects = [] }) => (subjects.some(isCalled) ? HIGH : {})],
  ['yaml-tag', ({ subjects = [] }) => gradeTag(subjects[0] ?? '')],
  ['huge-constant', () => LOW],
])

const CRITICAL = { severity: 'critical' } as const
const HIGH = { severity: 'high' } as const
const LOW = { severity: 'low' } as const

function has({ traits = [] }: Oddity, trait: NonNullable<Oddity['traits']>[number]): boolean {
  return traits.includes(trait)
}

function when(
  oddity: Oddity,
  trait: NonNullable<Oddity['traits']>[number],
  severity: Severity,
): Partial<Grade> {
  return has(oddity, trait) ? { severity } : {}
}

/** Bytes in front of or behind a container: worse when they are a file of their own. */
function beside(oddity: Oddity, hdf5Rule: string): Partial<Grade> {
  const rule = has(oddity, 'in-hdf5') ? { rule: hdf5Rule } : {}
  if (has(oddity, 'file') || has(oddity, 'program')) return { ...rule, ...HIGH }
  return has(oddity, 'ordinary') ? { ...rule, ...LOW } : rule
}

/** Entries that an importer or a shell would run. */
function isProgram(name: string): boolean {
  return /\.(py|pyc|pyd|so|dll|dylib|sh|pkl|pickle|exe|bat|cmd|ps1|jar|vbs|js)$/i.test(name)
}

/** Whether a file is elsewhere: absolute, further up, on another machine. */
function leavesFolder(name: string): boolean {
  return /^[\\/]|^[A-Za-z]:|:\/\//.test(name) || name.split(/[\\/]/).includes('..')
}

/** Keys that decide what a loader imports or calls. */
const CALLED = new Set(['class_name', 'function', 'module', 'registered_name', 'code'])

function isCalled(key: string): boolean {
  return CALLED.has(key)
}

/** Python's own names of plain values, which `yaml.dump` wrote for tuples and texts: the safe ones of PyYAML. */
const PLAIN_TAGS: ReadonlySet<string> = new Set([
  ...['tuple', 'list', 'dict', 'str', 'unicode', 'bytes', 'int', 'long', 'float', 'complex'],
  ...['bool', 'none'],
])

/** A tag that calls Python is critical, also when parts of it are escaped; one of a plain value is a remark. */
function gradeTag(tag: string): Partial<Grade> {
  const pythons = [...tag.matchAll(/python\/([a-z]*)/g)].map(([, name = '']) => name)
  if (pythons.some((name) => !PLAIN_TAGS.has(name)) || /%[0-9a-f]{2}/i.test(tag)) return {}
  const isPlain = /^(tag:yaml\.org,2002:|!!)(str|int|float|bool|null|seq|map|set)\b/.test(tag)
  return { severity: pythons.length > 0 || isPlain ? 'low' : 'medium' }
}
