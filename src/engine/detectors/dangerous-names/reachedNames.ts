import type { Reference } from '../../model/Listing.ts'
import type { CodeObject } from '../../model/Report.ts'
import type { Capability } from '../names/Capability.ts'
import { gradeName, type Grade } from '../names/gradeName.ts'
import type { Subject } from './Subject.ts'
import { DANGEROUS_ATTRIBUTES, DANGEROUS_BUILTINS, HIDDEN_MODULES } from '../names/python.table.ts'

const MAX_REFERENCES = 20_000 // of one code object; a real one has fewer than a thousand

export interface Capable {
  readonly path: readonly string[]
  readonly reference: Reference
  readonly grade: Extract<Grade, { kind: 'capable' }>
}

export interface ReachedNames {
  /** Each name once, and each call with other arguments. */
  readonly capable: readonly Capable[]
  /** What the code calls, of all its names. */
  readonly called: ReadonlySet<Capability>
  /** Libraries of which nothing is known here. */
  readonly imports: readonly string[]
  /** Names that the author defined elsewhere. */
  readonly author: readonly string[]
  /** A module of the Lambda's that supplies the globals, and does harm. */
  readonly module: string | null
}

/** Every name that the code and what is nested in it reaches, graded. */
export function reachedNames({ code, references: all }: Subject): ReachedNames {
  const module = dangerousModule(code)
  const capable = new Map<string, Capable>()
  const imports = new Set<string>()
  const author = new Set<string>()
  const called = new Set<Capability>()
  const references = all.slice(0, MAX_REFERENCES)
  for (const { reference, path, grade } of graded(references, module)) {
    if (grade.kind === 'unknown-import') imports.add(path[0] ?? '')
    if (grade.kind === 'author') author.add(path[0] ?? '')
    if (grade.kind !== 'capable') continue
    if (reference.called) called.add(grade.capability)
    const name = { path, reference, grade }
    const key = keyOf(name)
    if (!capable.has(key)) capable.set(key, name)
  }
  return {
    capable: worthTelling([...capable.values()]),
    called,
    imports: [...imports],
    author: [...author],
    module,
  }
}

/** Calls with other arguments say other things. */
function keyOf({ path, reference }: Capable): string {
  return JSON.stringify([path, reference.called, reference.called ? reference.arguments : []])
}

interface Graded {
  readonly reference: Reference
  readonly path: readonly string[]
  readonly grade: Grade
}

/** A bare name resolves in the namespace of the Lambda's module, when that module is one that does harm. */
function* graded(references: readonly Reference[], module: string | null): Generator<Graded> {
  for (const reference of references) {
    const { path } = reference
    if (path.length === 0) continue
    const own = gradeOf(reference)
    if (module === null || reference.root !== 'global' || own.kind !== 'author') {
      yield { reference, path, grade: own }
      continue
    }
    const within = [...module.split('.'), ...path]
    yield { reference, path: within, grade: gradeName(within, 'import') }
  }
}

/** The module of a use whose namespace would hand dangerous names to the code. */
function dangerousModule({ uses }: CodeObject): string | null {
  const modules = uses.map(({ module }) => module).filter((module) => module !== null)
  return modules.find((module) => gradeName(module.split('.'), 'import').kind === 'capable') ?? null
}

/** `getattr(layer, 'units')` reads a field: that deserves a look, not an alarm. */
function gradeOf({ path, root, called, arguments: literals }: Reference): Grade {
  const grade = gradeName(path, root)
  const isPlain = literals.some((literal) => /^'[a-z][A-Za-z0-9_]*'$/.test(literal))
  if (path.at(-1) !== 'getattr' || !called || !isPlain || grade.kind !== 'capable') return grade
  const leads = literals.some((literal) => leadsOut(literal.slice(1, -1)))
  return leads ? grade : { ...grade, capability: 'review' }
}

/** Whether an attribute of that name is a way out of a model's computation. */
export function leadsOut(name: string): boolean {
  return DANGEROUS_ATTRIBUTES.has(name) || DANGEROUS_BUILTINS.has(name) || HIDDEN_MODULES.has(name)
}

/**
 * Without what other names say better: `os` where `os.system` is there too, `socket.AF_INET` beside a call into
 * `socket`, and `open().close()` beside `open(…)`.
 */
function worthTelling(names: readonly Capable[]): readonly Capable[] {
  const reached = new Set<string>()
  const called = new Set<string>()
  const roots = new Set<string>()
  for (const { path, reference, grade } of names) {
    for (const [index] of path.entries()) reached.add(path.slice(0, index).join('.'))
    if (!reference.called) continue
    called.add(path.join('.'))
    roots.add(`${grade.capability} ${bare(path[0])}`)
  }
  return names.filter(({ path, reference, grade }) => {
    if (reference.called) return reference.arguments.length > 0 || !isOfResult(path, called)
    const isTold = called.has(path.join('.')) || reached.has(path.join('.'))
    return !isTold && (grade.detour !== null || !roots.has(`${grade.capability} ${bare(path[0])}`))
  })
}

/** Whether a path goes on from the result of a call that is told by itself. */
function isOfResult(path: readonly string[], called: ReadonlySet<string>): boolean {
  return path.some((name, index) => {
    const before = [...path.slice(0, index), bare(name)].join('.')
    return name.endsWith('()') && called.has(before)
  })
}

function bare(name: string | undefined): string {
  return name?.replaceAll('()', '') ?? ''
}
