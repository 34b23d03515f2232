import type { Reference } from '../../model/Listing.ts'
import type { CodeObject } from '../../model/Report.ts'
import type { Capability } from '../names/Capability.ts'
import { gradeModule, gradeName, isFramework, isMixed, type Grade } from '../names/gradeName.ts'
import { DANGEROUS_ATTRIBUTES, DANGEROUS_BUILTINS, HIDDEN_MODULES } from '../names/python.table.ts'

export interface Graded {
  readonly reference: Reference
  /** With the module that a bare name was found in. */
  readonly path: readonly string[]
  readonly grade: Grade
  /** The module of the Lambda's in which a bare name does harm. */
  readonly module: string | null
}

export type CapableGrade = Extract<Grade, { kind: 'capable' }>

/** Grades references; a bare name that is not Python's is looked for in `modules`, whose names the code sees. */
export function* gradeReferences(
  references: readonly Reference[],
  modules: readonly string[],
): Generator<Graded> {
  for (const reference of references) {
    const { path, root } = reference
    if (path.length === 0) continue
    const grade = gradeOf(reference)
    const found = root === 'global' && grade.kind === 'author' ? inModules(path, modules) : null
    yield { reference, ...(found ?? { path, grade, module: null }) }
  }
}

const MAX_MODULE_PARTS = 10 // of a module's name
const MAX_MODULES = 20 // of the places where one code object stands

const AUTHORS_SCRIPT = '__main__' // what Keras writes for every function of a notebook or a script

/** The modules beside the code, whose names become its globals. */
export function modulesOf({ uses }: CodeObject): readonly string[] {
  const named = uses.flatMap(({ module }) => (module === null ? [] : [module]))
  const modules = named.filter((module) => module !== AUTHORS_SCRIPT)
  return [...new Set(modules)].slice(0, MAX_MODULES)
}

function pathOf(module: string): readonly string[] {
  return module.trim().split('.', MAX_MODULE_PARTS)
}

function inModules(
  path: readonly string[],
  modules: readonly string[],
): Omit<Graded, 'reference'> | null {
  for (const module of modules) {
    const within = [...pathOf(module), ...path]
    const grade = isFramework(within) ? gradeName(within, 'import') : gradeModule(within)
    if (grade?.kind === 'capable' && HARMFUL.has(grade.capability))
      return { path: within, grade, module }
  }
  return null
}

/** Capabilities of names that nobody means to have as globals of a layer. */
const HARMFUL: ReadonlySet<Capability> = new Set([
  ...(['process', 'dynamic', 'native', 'switch', 'network', 'file', 'pivot'] as const),
])

/** The first module that does harm as a whole. The parts of a framework are known to every model. */
export function harmfulModule(modules: readonly string[]): string | null {
  const harmful = modules.find((module) => {
    const path = pathOf(module)
    const grade = gradeName(path, 'import')
    if (grade.kind !== 'capable') return false
    if (isFramework(path)) return grade.detour !== null || grade.capability === 'process'
    return isMixed(path) || HARMFUL.has(grade.capability)
  })
  return harmful ?? null
}

function gradeOf(reference: Reference): Grade {
  const grade = gradeName(reference.path, reference.root)
  if (grade.kind !== 'capable' || !reference.called) return grade
  const last = reference.path.at(-1)
  if (last === 'getattr') return gradeGetattr(reference, grade)
  return last === 'print' ? gradePrint(reference, grade) : grade
}

/** `getattr(layer, 'units')` reads a field: that deserves a look, not an alarm. */
function gradeGetattr({ arguments: literals }: Reference, grade: CapableGrade): Grade {
  if (!literals.some((literal) => /^'[a-z][A-Za-z0-9_]*'$/.test(literal))) return grade
  const leads = literals.some((literal) => leadsOut(literal.slice(1, -1)))
  return leads ? grade : { ...grade, capability: 'review' }
}

/** `tf.print` writes where its `output_stream` says; without one it only shows a value. */
function gradePrint({ arguments: literals }: Reference, grade: CapableGrade): Grade {
  const stream = literals.find((literal) => literal.startsWith('output_stream='))
  if (stream === undefined) return { kind: 'ordinary' }
  return stream.includes('://') ? { ...grade, capability: 'file' } : grade
}

/** Whether an attribute of that name is a way out of a model's computation. */
export function leadsOut(name: string): boolean {
  return DANGEROUS_ATTRIBUTES.has(name) || DANGEROUS_BUILTINS.has(name) || HIDDEN_MODULES.has(name)
}
