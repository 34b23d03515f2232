import type { Reference } from '../../model/Listing.ts'
import type { Capability } from '../names/Capability.ts'
import { gradeReferences, harmfulModule, modulesOf, type CapableGrade } from './gradeReferences.ts'
import type { Subject } from './Subject.ts'

export interface Capable {
  readonly path: readonly string[]
  readonly reference: Reference
  readonly grade: CapableGrade
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
export function reachedNames({ code, references }: Subject): ReachedNames {
  const modules = modulesOf(code)
  let module = harmfulModule(modules)
  const capable = new Map<string, Capable>()
  const imports = new Set<string>()
  const author = new Set<string>()
  const called = new Set<Capability>()
  for (const { reference, path, grade, module: from } of gradeReferences(references, modules)) {
    module ??= from
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
