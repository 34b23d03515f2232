import type { Reference } from '../../model/Listing.ts'
import type { Capability } from './Capability.ts'
import {
  FRAMEWORK_ROOTS,
  KERAS_NAMES,
  NUMPY_NAMES,
  PASSED_SEGMENTS,
  TENSORFLOW_NAMES,
  type Framework,
} from './frameworks.table.ts'
import {
  AMBIGUOUS_AS_GLOBALS,
  DANGEROUS_ATTRIBUTES,
  DANGEROUS_BUILTINS,
  DANGEROUS_MODULES,
  DANGEROUS_NAMES,
  HIDDEN_MODULES,
  ORDINARY_BUILTINS,
  ORDINARY_MODULES,
  ORDINARY_NAMES,
} from './python.table.ts'

/** What a name that code reaches is. */
export type Grade =
  | { readonly kind: 'ordinary' }
  /** A name of the author's, which the file does not hold. */
  | { readonly kind: 'author' }
  /** A library that nothing is known of here. */
  | { readonly kind: 'unknown-import' }
  | {
      readonly kind: 'capable'
      readonly capability: Capability
      /** How a module is reached without an import: as a global, or through another library. */
      readonly detour: 'global' | 're-export' | null
    }

const ORDINARY: Grade = { kind: 'ordinary' }

/** Grades one name by its path, in which `open()` is what `open` returned, and by how its root is reached. */
export function gradeName(names: readonly string[], root: Reference['root']): Grade {
  const path = names.map((name) => name.replaceAll('()', ''))
  const framework = FRAMEWORK_ROOTS.get(path[0] ?? '')
  if (root === 'local' || root === 'unknown') return gradeSegments(path, false) ?? ORDINARY
  if (framework !== undefined)
    return gradeSegments(path, true) ?? capable(inFramework(framework, path.slice(1)))
  return root === 'import' ? gradeImport(path) : gradeGlobal(path)
}

function gradeImport(path: readonly string[]): Grade {
  const known = gradeModule(path) ?? gradeSegments(path, false)
  if (known !== null) return known
  return ORDINARY_MODULES.has(path[0] ?? '') ? ORDINARY : { kind: 'unknown-import' }
}

/** A global is the loader's, a built-in function, or the author's. */
function gradeGlobal(path: readonly string[]): Grade {
  const [first = ''] = path
  const module = AMBIGUOUS_AS_GLOBALS.has(first) ? null : gradeModule(path)
  if (module !== null) return HIDDEN_MODULES.has(first) ? withoutImport(module) : module
  const builtin = DANGEROUS_BUILTINS.get(first)
  if (builtin !== undefined) return capable(builtin)
  const known = gradeSegments(path, false)
  if (known !== null) return known
  return ORDINARY_BUILTINS.has(first) ? ORDINARY : { kind: 'author' }
}

function withoutImport(grade: Grade): Grade {
  return grade.kind === 'capable' ? { ...grade, detour: 'global' } : grade
}

/** What the symbol `name` of TensorFlow does, as `TFOpLambda` names it: `math.add`, `io.read_file`. */
export function tensorflowCapability(name: string): Capability | null {
  return inFramework('tf', name.split('.'))
}

/** A name in a module of Python: `os.system`; null when neither the module nor the name is known. */
function gradeModule(path: readonly string[]): Grade | null {
  const [first = ''] = path
  const found = longest(DANGEROUS_NAMES, path) ?? DANGEROUS_MODULES.get(first)
  if (found !== undefined) return capable(found)
  if (!MIXED_MODULES.has(first)) return null
  return longestIn(ORDINARY_NAMES, path) ? ORDINARY : capable('review')
}

/** Modules of which some names are dangerous, some ordinary, and the rest deserves a look. */
const MIXED_MODULES: ReadonlySet<string> = new Set([
  ...['os', 'sys', 'posix', 'nt', 'builtins', '__builtin__'],
])

/** Attributes that lead somewhere else than their root: `tf._os.system`, `x.__subclasses__`. */
function gradeSegments(path: readonly string[], trusted: boolean): Grade | null {
  for (const index of path.keys()) {
    const grade = index === 0 ? null : gradeSegment(path, index, trusted)
    if (grade !== null) return grade
  }
  return null
}

function gradeSegment(path: readonly string[], index: number, trusted: boolean): Grade | null {
  const segment = path[index] ?? ''
  const bare = segment.replace(/^_+/, '')
  const leadsOn = bare !== segment || index < path.length - 1 || trusted
  if (HIDDEN_MODULES.has(bare) && leadsOn) {
    const grade = gradeModule([bare, ...path.slice(index + 1)])
    if (grade?.kind === 'capable') return { ...grade, detour: 're-export' }
  }
  const capability = trusted ? pivotOf(segment) : DANGEROUS_ATTRIBUTES.get(segment)
  return capability === undefined ? null : capable(capability)
}

/** In a framework only the interpreter's own attributes are foreign; its names have tables of their own. */
function pivotOf(segment: string): Capability | undefined {
  return segment.startsWith('__') ? DANGEROUS_ATTRIBUTES.get(segment) : undefined
}

function inFramework(framework: Framework, rest: readonly string[]): Capability | null {
  const path = [...framework.split('.'), ...rest].filter((name) => !PASSED_SEGMENTS.has(name))
  const keras = path.indexOf('keras')
  if (keras >= 0 && keras <= 1) return longest(KERAS_NAMES, path.slice(keras + 1)) ?? null
  if (path[0] === 'np') return longest(NUMPY_NAMES, path.slice(1)) ?? null
  return longest(TENSORFLOW_NAMES, path.slice(1)) ?? null
}

const MAX_SEGMENTS = 6 // no name in the tables has more

/** What the table says of the longest beginning of `path` that is in it. */
function longest<T>(table: ReadonlyMap<string, T>, path: readonly string[]): T | undefined {
  for (let count = Math.min(path.length, MAX_SEGMENTS); count > 0; count -= 1) {
    const found = table.get(path.slice(0, count).join('.'))
    if (found !== undefined) return found
  }
  return undefined
}

function longestIn(names: ReadonlySet<string>, path: readonly string[]): boolean {
  const beginning = path.slice(0, MAX_SEGMENTS)
  return beginning.some((_, index) => names.has(path.slice(0, index + 1).join('.')))
}

function capable(capability: Capability | null): Grade {
  return capability === null ? ORDINARY : { kind: 'capable', capability, detour: null }
}
