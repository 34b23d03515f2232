import type { Capability } from '../names/Capability.ts'
import { gradeName } from '../names/gradeName.ts'
import { longest } from '../names/longest.ts'
import { STDLIB_MODULES } from '../names/stdlib.table.ts'
import {
  CODE_MAKERS,
  GADGETS,
  KERAS_HELPER,
  KERAS_MODEL,
  PICKLER_MAKERS,
  REMOTE,
  SCANNERS,
} from './gadgets.table.ts'
import {
  FOREIGN_SEGMENTS,
  MODEL_LIBRARIES,
  ORDINARY_GLOBALS,
  ORDINARY_PATTERNS,
  REBUILDERS,
} from './libraries.table.ts'

/** What a name that a pickle imports is. */
export type ImportGrade =
  /** Ordinary pickles of models have it, and it reaches nothing. */
  | { readonly kind: 'known' }
  | { readonly kind: 'scanner' }
  /** `getattr` and the like: what it leads to is in its arguments. */
  | { readonly kind: 'attribute' }
  /** Calls what it is given, later: harmless when that is. */
  | { readonly kind: 'partial' }
  /** Makes functions of code in the pickle; `direct`: not as cloudpickle and dill write them. */
  | { readonly kind: 'maker'; readonly direct: boolean }
  | {
      readonly kind: 'capable'
      readonly capability: Capability
      /** Known as a way round scanners: a name of a library, not of Python’s own modules. */
      readonly isGadget: boolean
      readonly isRemote: boolean
    }
  /** Of Python’s own library, where models have nothing to call. */
  | { readonly kind: 'standard' }
  /** What the loading program gives for a persistent identifier. */
  | { readonly kind: 'persistent' }
  /** Made up while the pickle is loaded. */
  | { readonly kind: 'unresolved' }
  | { readonly kind: 'unknown' }

const KNOWN: ImportGrade = { kind: 'known' }
const MAX_NAME = 300 // characters; the patterns are not asked about longer ones

/**
 * Grades one name by its path: first by what is ordinary, then by what is known to do harm, then by the library. A class
 * of a library of models is known, a function of it only when it is not called.
 */
export function gradeImport(path: readonly string[], called: boolean): ImportGrade {
  const bare = path.map((part) => part.replaceAll('()', ''))
  const name = bare.join('.')
  if (bare.some((part) => part === '?' || part === '')) return { kind: 'unresolved' }
  return (
    gradeSpecial(name, bare) ??
    (isOrdinary(name) ? KNOWN : undefined) ??
    gradeHarmful(name, bare) ??
    gradeLibrary(bare, called)
  )
}

function gradeSpecial(name: string, path: readonly string[]): ImportGrade | undefined {
  if (SCANNERS.has(path[0] ?? '')) return { kind: 'scanner' }
  if (ATTRIBUTES.has(name)) return { kind: 'attribute' }
  if (PARTIALS.has(name)) return { kind: 'partial' }
  if (PICKLERS.has(name)) return KNOWN
  const start = name.slice(0, MAX_NAME)
  if (KERAS_HELPER.test(start) || KERAS_MODEL.test(start)) return KNOWN // what they load is a file of its own
  if (name.length > MAX_NAME || !CODE_MAKERS.test(name)) return undefined
  return { kind: 'maker', direct: !PICKLER_MAKERS.test(name) }
}

const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...['builtins.getattr', '__builtin__.getattr', 'operator.attrgetter', '_operator.attrgetter'],
  ...['operator.methodcaller', '_operator.methodcaller', 'dill._dill._setattr'],
  ...['dill._dill._get_attr'],
])
/** Modules that are handed to getattr by dill itself. */
const PICKLERS: ReadonlySet<string> = new Set(['dill._dill', 'dill', 'cloudpickle.cloudpickle'])
const PARTIALS: ReadonlySet<string> = new Set(['functools.partial', '_functools.partial'])

function isOrdinary(name: string): boolean {
  if (ORDINARY_GLOBALS.has(name)) return true
  return name.length <= MAX_NAME && ORDINARY_PATTERNS.some((pattern) => pattern.test(name))
}

function gradeHarmful(name: string, path: readonly string[]): ImportGrade | undefined {
  const gadget = longest(GADGETS, path)
  if (gadget !== undefined)
    return { kind: 'capable', capability: gadget, isGadget: true, isRemote: REMOTE.test(name) }
  const [root = '', ...rest] = path
  const grade = gradeName([root === '__main__' ? AUTHOR : root, ...rest], 'import')
  if (grade.kind !== 'capable') return undefined
  if (grade.capability === 'review' && isInLibrary(path)) return undefined
  const isGadget = grade.detour === 're-export'
  return { kind: 'capable', capability: grade.capability, isGadget, isRemote: false }
}

/** Stands for the author’s own script, whose names say nothing; those behind them may lead on. */
const AUTHOR = 'script'

function gradeLibrary(path: readonly string[], called: boolean): ImportGrade {
  const [root = ''] = path
  const isData = isInLibrary(path) && (!called || rebuilds(path.at(-1) ?? ''))
  if (isData || isBuiltinType(path) || SAFE_STANDARD.has(root)) return KNOWN
  return { kind: STDLIB_MODULES.has(root) ? 'standard' : 'unknown' }
}

/** Whether calling that name makes an object: a class, or what rebuilds one. */
export function rebuilds(name: string): boolean {
  return isClass(name) || REBUILDERS.test(name.slice(0, MAX_NAME))
}

/** Modules of Python that only compute or hold data, whatever is called in them. */
const SAFE_STANDARD: ReadonlySet<string> = new Set([
  ...['math', 'cmath', 'numbers', 'statistics', 'bisect', '_bisect', 'heapq', '_heapq', 'enum'],
  ...['itertools', 'fractions', 'decimal', '_decimal', 'datetime', '_datetime', 'calendar', 'abc'],
  ...['_collections', '_collections_abc', 'textwrap', 'difflib', 'unicodedata', 'errno', 'keyword'],
  ...['colorsys', 'ipaddress', 'graphlib', '__future__', 'copy', 'html', 'zoneinfo', 'struct'],
])

function isInLibrary(path: readonly string[]): boolean {
  return MODEL_LIBRARIES.has(path[0] ?? '') && !path.some((part) => FOREIGN_SEGMENTS.has(part))
}

/** A class by its name, as all of those libraries write them. */
export function isClass(name: string): boolean {
  return /^_{0,2}[A-Z]/.test(name)
}

/** Types of Python that are written as attributes of others: `dict.fromkeys` is not one of them. */
function isBuiltinType([root, ...rest]: readonly string[]): boolean {
  return (root === 'builtins' || root === '__builtin__') && isClass(rest.at(-1) ?? '')
}
