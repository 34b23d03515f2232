import type { Reference } from '../../model/Listing.ts'
import type { Capability } from './Capability.ts'
import { FRAMEWORK_ROOTS } from './frameworks.table.ts'
import { inFramework } from './inFramework.ts'
import { longest } from './longest.ts'
import {
  ALIASES,
  AMBIGUOUS_AS_GLOBALS,
  DANGEROUS_ATTRIBUTES,
  DANGEROUS_BUILTINS,
  DANGEROUS_MODULES,
  DANGEROUS_NAMES,
  HIDDEN_MODULES,
  ORDINARY_BUILTINS,
  ORDINARY_MODULES,
  ORDINARY_NAMES,
  REVIEWED_MODULES,
} from './python.table.ts'

export { tensorflowCapability } from './inFramework.ts'

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
  const path = withoutAlias(
    names.slice(0, MAX_SEGMENTS).map((name) => name.replaceAll('()', '')),
    root,
  )
  const framework = FRAMEWORK_ROOTS.get(path[0] ?? '')
  if (root === 'unknown') return gradeSegments(['', ...path], false) ?? ORDINARY
  if (root === 'local') return gradeSegments(path, false) ?? ORDINARY
  if (framework !== undefined)
    return gradeSegments(path, true) ?? capable(inFramework(framework, path.slice(1)))
  return root === 'import' ? gradeImport(path) : gradeGlobal(path)
}

/** Whether a path begins in a framework that every model is made with. */
export function isFramework([first = '']: readonly string[]): boolean {
  return FRAMEWORK_ROOTS.has(first)
}

/** Whether a path begins in a module of the interpreter's own, with harmful names beside harmless ones. */
export function isMixed([first = '']: readonly string[]): boolean {
  return MIXED_MODULES.has(first)
}

const MAX_SEGMENTS = 64 // no name that leads anywhere is longer

/** `pd.read_pickle` as `pandas.read_pickle`. */
function withoutAlias(path: readonly string[], root: Reference['root']): readonly string[] {
  const [first = '', ...rest] = path
  const module = rest.length === 0 || root !== 'global' ? undefined : ALIASES.get(first)
  return module === undefined ? path : [module, ...rest]
}

function gradeImport(path: readonly string[]): Grade {
  const known = gradeModule(path) ?? gradeSegments(path, false)
  if (known !== null) return known
  return ORDINARY_MODULES.has(path[0] ?? '') ? ORDINARY : { kind: 'unknown-import' }
}

/** A global is the loader's, a built-in function, or the author's. */
function gradeGlobal(path: readonly string[]): Grade {
  const [first = ''] = path
  const module = isAuthors(path) ? null : gradeModule(path)
  if (module !== null) return HIDDEN_MODULES.has(first) ? withoutImport(module) : module
  const builtin = DANGEROUS_BUILTINS.get(first)
  if (builtin !== undefined) return capable(builtin)
  const known = gradeSegments(path, false)
  if (known !== null) return known
  return ORDINARY_BUILTINS.has(first) ? ORDINARY : { kind: 'author' }
}

/** Words for which an author has other uses than as the name of a module. */
function isAuthors([first = '', ...rest]: readonly string[]): boolean {
  return AMBIGUOUS_AS_GLOBALS.has(first) || (rest.length === 0 && REVIEWED_MODULES.has(first))
}

function withoutImport(grade: Grade): Grade {
  return grade.kind === 'capable' ? { ...grade, detour: 'global' } : grade
}

/** A name in a module of Python: `os.system`; null when neither the module nor the name is known. */
export function gradeModule(path: readonly string[]): Grade | null {
  const [first = ''] = path
  const found = longest(DANGEROUS_NAMES, path) ?? DANGEROUS_MODULES.get(first)
  if (found !== undefined) return capable(found)
  if (!MIXED_MODULES.has(first)) return REVIEWED_MODULES.has(first) ? capable('review') : null
  return isOrdinary(path) ? ORDINARY : capable('review')
}

function isOrdinary(path: readonly string[]): boolean {
  return path.some((_, index) => ORDINARY_NAMES.has(path.slice(0, index + 1).join('.')))
}

/** Modules of which some names are dangerous, some ordinary, and the rest deserves a look. */
const MIXED_MODULES: ReadonlySet<string> = new Set([
  ...['os', 'sys', 'posix', 'nt', 'builtins', '__builtin__'],
])

/** Attributes that lead somewhere else than their root: `tf._os.system`, `x.__subclasses__`. */
function gradeSegments(path: readonly string[], isTrusted: boolean): Grade | null {
  for (const index of path.keys()) {
    const grade = index === 0 ? null : gradeSegment(path, index, isTrusted)
    if (grade !== null) return grade
  }
  return null
}

function gradeSegment(path: readonly string[], index: number, isTrusted: boolean): Grade | null {
  const segment = path[index] ?? ''
  const bare = segment.replace(/^_+/, '')
  const isPrivate = bare !== segment
  const leadsOn = isPrivate || index < path.length - 1 || isTrusted
  if (leadsOn && isHiddenModule(bare, isPrivate)) {
    const grade = gradeModule([bare, ...path.slice(index + 1)])
    if (grade?.kind === 'capable') return { ...grade, detour: 're-export' }
  }
  const capability = isTrusted ? pivotOf(segment) : DANGEROUS_ATTRIBUTES.get(segment)
  return capability === undefined ? null : capable(capability)
}

/** A private name of a library's is never a word of its own: there every module counts. */
function isHiddenModule(name: string, isPrivate: boolean): boolean {
  return HIDDEN_MODULES.has(name) || (isPrivate && DANGEROUS_MODULES.has(name))
}

/** In a framework only the interpreter's own attributes are foreign; its names have tables of their own. */
function pivotOf(segment: string): Capability | undefined {
  return segment.startsWith('__') ? DANGEROUS_ATTRIBUTES.get(segment) : undefined
}

function capable(capability: Capability | null): Grade {
  return capability === null ? ORDINARY : { kind: 'capable', capability, detour: null }
}
