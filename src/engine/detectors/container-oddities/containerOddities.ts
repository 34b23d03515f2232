import type { Severity } from '../../model/Finding.ts'
import type { Location } from '../../model/Location.ts'
import type { Oddity, OddityKind } from '../../model/ModelPart.ts'
import type { Detector } from '../Detector.ts'

/** What in a container a genuine writer does not do. */
export const containerOddities: Detector = {
  id: 'container-oddities',
  title: 'Is the container as Keras writes it?',
  explanation:
    'Duplicate entries, headers that disagree, links out of the file, bytes outside every entry, and other things that make two readers see two models.',
  *find({ oddities }) {
    for (const oddity of oddities) {
      const grade = gradeOddity(oddity)
      if (grade !== null) yield { ...grade, message: oddity.detail, location: oddity.at }
    }
  },
}

interface OddityGrade {
  readonly rule: string
  readonly severity?: Severity
}

type Regrade = (oddity: Oddity) => Partial<OddityGrade>
type Simple = Exclude<OddityKind, 'payload-oddity'>

/** The rule of each kind; what it is graded by beside its kind stands in `GRADED`. */
const RULES: Readonly<Record<Simple, string>> = {
  'duplicate-entry': 'ZIP-001',
  'header-mismatch': 'ZIP-002',
  'crc-mismatch': 'ZIP-003',
  'encrypted-entry': 'ZIP-004',
  'odd-name': 'ZIP-005',
  'archive-bomb': 'ZIP-006',
  'overlapping-entries': 'ZIP-006',
  'compressed-entry': 'ZIP-007',
  'unexpected-entry': 'ZIP-010',
  'link-entry': 'ZIP-011',
  'external-storage': 'HDF-001',
  'external-link': 'HDF-002',
  'virtual-dataset': 'HDF-003',
  'soft-link': 'HDF-004',
  'shape-bomb': 'HDF-005',
  'unknown-filter': 'HDF-006',
  'prefix-data': 'ZIP-008',
  'trailing-data': 'ZIP-008',
  'several-configs': 'HDF-009',
  'opaque-dataset': 'HDF-012',
  'duplicate-key': 'CFG-001',
  'json-oddity': 'CFG-001',
  'yaml-tag': 'KER-034',
  'wrong-extension': 'GEN-003',
  'line-ending-damage': 'GEN-016',
}

function gradeOddity(oddity: Oddity): OddityGrade | null {
  if (oddity.what === 'payload-oddity') return null
  return { rule: RULES[oddity.what], ...GRADED.get(oddity.what)?.(oddity) }
}

/** Kinds whose case decides how bad they are; the names in a detail are the file's and can only make it worse. */
const GRADED: ReadonlyMap<OddityKind, Regrade> = new Map<OddityKind, Regrade>([
  ['odd-name', ({ detail }) => whenTrue(detail.endsWith('begins with "./"'), 'medium')],
  ['encrypted-entry', ({ detail }) => whenTrue(/ alone$/.test(detail), 'high')],
  ['unexpected-entry', ({ at }) => whenTrue(isProgram(lastName(at)), 'high')],
  ['external-storage', ({ detail }) => whenTrue(leavesFolder(detail), 'critical')],
  ['external-link', ({ detail }) => whenTrue(leavesFolder(detail), 'critical')],
  ['shape-bomb', ({ detail }) => whenTrue(!isOverLimit(detail), 'low')],
  ['prefix-data', outside('HDF-008')],
  ['trailing-data', outside('HDF-010')],
  ['yaml-tag', ({ detail }) => gradeTag(detail)],
  ['duplicate-key', ({ detail }) => whenTrue(hidesFunction(detail), 'high')],
])

function whenTrue(isSo: boolean, severity: Severity): Partial<OddityGrade> {
  return isSo ? { severity } : {}
}

function outside(hdf5Rule: string): Regrade {
  return ({ at, detail }) => ({
    ...(/\.(h5|hdf5)$/i.test(containerName(at)) ? { rule: hdf5Rule } : {}),
    ...whenTrue(isFileOfItsOwn(detail), 'high'),
  })
}

function containerName(at: Location): string {
  return at.findLast(({ kind }) => kind === 'file' || kind === 'member')?.name ?? ''
}

function lastName(at: Location): string {
  return at.at(-1)?.name ?? ''
}

/** Entries that an importer or a shell would run. */
function isProgram(name: string): boolean {
  return /\.(py|pyc|pyd|so|dll|dylib|sh|pkl|pickle|exe|bat|cmd|ps1|jar|vbs|js)$/i.test(name)
}

/** Whether the other files that a detail names last are elsewhere: absolute, further up, on another machine. */
function leavesFolder(detail: string): boolean {
  const [, names = ''] = detail.split(/ in the file | in other files: /)
  return /(^|, )(\/|\\|[A-Za-z]:[\\/])|(^|[ /\\])\.\.([/\\]|$)|:\/\//.test(names)
}

/** Python's own names of plain values, which `yaml.dump` wrote for tuples and texts: the safe ones of PyYAML. */
const PLAIN_TAGS: ReadonlySet<string> = new Set([
  ...['tuple', 'list', 'dict', 'str', 'unicode', 'bytes', 'int', 'long', 'float', 'complex'],
  ...['bool', 'none'],
])

/** A tag that calls Python is critical, also when parts of it are escaped; one of a plain value is a remark. */
function gradeTag(detail: string): Partial<OddityGrade> {
  const pythons = [...detail.matchAll(/python\/([a-z]*)/g)].map(([, name = '']) => name)
  if (pythons.some((name) => !PLAIN_TAGS.has(name)) || /%[0-9a-f]{2}/i.test(detail)) return {}
  const isPlain =
    pythons.length > 0 || /^tag !!(str|int|float|bool|null|seq|map|set)\b/.test(detail)
  return { severity: isPlain ? 'low' : 'medium' }
}

const GIB = 1024 ** 3

/** Keras 3.15 itself refuses more than 4 GiB; less fills no machine. */
function isOverLimit(detail: string): boolean {
  return Number(/ declares (\d+) bytes/.exec(detail)?.[1] ?? Infinity) > 4 * GIB
}

function hidesFunction(detail: string): boolean {
  return /"(class_name|function|module|registered_name|code)"/.test(detail)
}

/** Whether bytes in front of or behind a container make it two files in one. */
function isFileOfItsOwn(detail: string): boolean {
  const [, start = ''] = detail.split(/ begin like /)
  return /\b(program|script|pickle|PDF|HDF5|ZIP|7-Zip|RAR|gzip)\b/.test(start)
}
