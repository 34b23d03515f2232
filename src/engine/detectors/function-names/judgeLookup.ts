import type { EffectKind } from '../../model/Effect.ts'
import type { Judgement, Severity } from '../../model/Finding.ts'
import { CAPABILITIES } from '../names/Capability.ts'
import { gradeName, type Grade } from '../names/gradeName.ts'
import { STDLIB_MODULES } from '../names/stdlib.table.ts'
import { quoted } from '../wording.ts'
import { gradeKeras, isInKeras } from './gradeKeras.ts'
import { readPath } from './readPath.ts'

/** A name that a loader looks up in a module. */
export interface Lookup {
  readonly name: string
  readonly module: string | null
  /** The constants that it is called with, as text; null when the file does not say. */
  readonly called: string | null
  /** Whether it stands where a layer should: then the loader calls it. */
  readonly inLayers: boolean
}

export type Judged = Pick<Judgement, 'rule' | 'severity' | 'message' | 'effect'>

/** A name in a module that does harm (CVE-2025-1550), one of Keras' own that does (CVE-2025-8747), or a call. */
export function judgeLookup(lookup: Lookup): Judged | null {
  const { path, isOdd } = readPath(lookup.name, lookup.module)
  const shown = quoted(path.join('.'))
  const grade = gradePath(path) ?? (isOdd ? ODD : null)
  if (grade?.kind === 'keras') return judgeKeras(path, grade.severity, lookup)
  if (lookup.inLayers) {
    const message = `${shown} stands in a list of layers, where the loader calls it${withText(lookup)}`
    const severity = grade?.severity === 'critical' ? 'critical' : 'high'
    return { rule: 'KER-021', severity, message, effect: atLoad(grade?.effect) }
  }
  if (grade === null) return null
  const { severity, effect } = grade
  return {
    rule: 'KER-020',
    severity,
    message: sentence(grade, lookup, shown),
    effect: atLoad(effect),
  }
}

function judgeKeras(path: readonly string[], severity: Severity, lookup: Lookup): Judged {
  const shown = quoted(path.join('.'))
  const calls = lookup.called === null ? '' : `, and calls it${withText(lookup)}`
  if (path.at(-1) === 'enable_unsafe_deserialization') {
    const message = `Loading looks up ${shown}, which turns off the protection against code in models${calls}`
    return { rule: 'KER-023', severity: 'critical', message, effect: atLoad('dynamic-code') }
  }
  const kind = gradeName(path, 'import')
  const effect = kind.kind === 'capable' ? CAPABILITIES[kind.capability].effect : 'files'
  const message = `Loading looks up ${shown}, which no model needs${calls}`
  return { rule: 'KER-022', severity, message, effect: atLoad(effect ?? 'files') }
}

interface PathGrade {
  readonly kind: 'keras' | 'harm' | 'library' | 'odd'
  readonly severity: Severity
  readonly effect: EffectKind | null
}

const ODD: PathGrade = { kind: 'odd', severity: 'high', effect: null }
const LIBRARY: PathGrade = { kind: 'library', severity: 'high', effect: null }

function gradePath(path: readonly string[]): PathGrade | null {
  const keras = gradeKeras(path)
  if (keras !== null) return { kind: 'keras', severity: keras, effect: null }
  if (path.length < 2 || path[0] === '__main__' || isAuthors(path)) return null
  const isForeign = isLibrary(path[0] ?? '') || isInsideTensorflow(path)
  return gradeHarm(path) ?? (isForeign ? LIBRARY : null)
}

/** Parts of TensorFlow's inside that are not for computing: no layer, loss or activation stands there. */
const INSIDE_TENSORFLOW =
  /^tensorflow\.python\.(lib|platform|saved_model|client|distribute|debug|profiler|tools|training|data|autograph|ops\.(script|io|gen_io|gen_script|gen_rpc|logging)_ops|framework\.(load_library|importer|graph_io))\./

function isInsideTensorflow(path: readonly string[]): boolean {
  return !isClassName(path.at(-1) ?? '') && INSIDE_TENSORFLOW.test(path.join('.'))
}

/** Modules of which a model needs nothing at all, whatever the name. */
const SYSTEM_ROOTS: ReadonlySet<string> = new Set(['os', 'sys', 'posix', 'nt'])

function gradeHarm(path: readonly string[]): PathGrade | null {
  const grade = gradeName(path, 'import')
  const [root = ''] = path
  if (grade.kind !== 'capable' || isHarmless(grade, path)) return null
  const { effect } = CAPABILITIES[grade.capability]
  if (grade.detour !== 're-export' || isKnown(root))
    return { kind: 'harm', severity: 'critical', effect }
  return isClassName(path.at(-1) ?? '') ? null : { kind: 'harm', severity: 'high', effect }
}

type Capable = Extract<Grade, { kind: 'capable' }>

/** Names that only deserve a look in code, and those of Keras, which are graded by what Keras has them for. */
function isHarmless({ capability, detour }: Capable, path: readonly string[]): boolean {
  if (capability === 'review' && !SYSTEM_ROOTS.has(path[0] ?? '')) return true
  return isInKeras(path) && detour === null
}

/** Libraries that a model is not built of; of those that are not listed anywhere the author may have one. */
const OTHER_LIBRARIES: ReadonlySet<string> = new Set([
  ...['pip', 'setuptools', 'pkg_resources', 'distutils', 'torch', 'joblib', 'pandas', 'sklearn'],
  ...['scipy', 'yaml', 'jinja2', 'IPython', 'cffi', 'django', 'flask', 'werkzeug', 'click'],
  ...['fsspec', 'dask', 'numba', 'matplotlib', 'sqlalchemy', 'urllib3', 'wheel', 'nltk'],
])

function isLibrary(root: string): boolean {
  return (STDLIB_MODULES.has(root) && root !== 'builtins') || OTHER_LIBRARIES.has(root)
}

const FRAMEWORKS: ReadonlySet<string> = new Set(['keras', 'tf_keras', 'tensorflow', 'numpy', 'jax'])

function isKnown(root: string): boolean {
  return FRAMEWORKS.has(root) || isLibrary(root) || root === 'builtins'
}

/** Modules of Python whose names authors give to their own files and packages too. */
const AMBIGUOUS: ReadonlySet<string> = new Set([
  ...['test', 'code', 'types', 'token', 'select', 'parser', 'symbol', 'commands', 'user', 'this'],
  ...['profile', 'trace', 'statistics', 'string', 'queue', 'random', 'operator', 'numbers', 'copy'],
  ...['array', 'math', 'struct', 'formatter', 'site', 'calendar', 'resource', 'signal', 'wave'],
])

function isAuthors(path: readonly string[]): boolean {
  return AMBIGUOUS.has(path[0] ?? '') && isClassName(path.at(-1) ?? '')
}

function isClassName(name: string): boolean {
  return /^\p{Lu}/u.test(name)
}

function sentence({ kind }: PathGrade, lookup: Lookup, shown: string): string {
  const { name, module } = lookup
  if (kind === 'harm') return `Loading looks up ${shown} and calls it${withText(lookup)}`
  const from = quoted(module ?? '')
  return kind === 'odd'
    ? `Loading looks up ${quoted(name)} in ${from}, and no module is named like that`
    : `Loading imports ${from}, of which no model is built, for ${quoted(name)}`
}

function withText({ called }: Lookup): string {
  return called === null ? '' : ` with ${quoted(called)}`
}

function atLoad(kind: EffectKind | null | undefined): NonNullable<Judgement['effect']> {
  return { kind: kind ?? 'dynamic-code', when: 'load' }
}
