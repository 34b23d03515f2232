import { alive, aliveBefore, kill, nameAt, type Program } from './Program.ts'

/** The code object that 3.14 makes of the annotations of a function, a class or a module. */
export const ANNOTATE = '__annotate__'

/**
 * From 3.14 on annotations are code objects of their own. Takes out how those begin (`if format > 2: raise
 * NotImplementedError`), and marks where in the code around them an annotation that stands under a condition is.
 */
export function rewriteAnnotations(program: Program): void {
  if (!HAS_ANNOTATE.has(program.version.id)) return
  if (program.code.name === ANNOTATE) takeOutRefusal(program)
  for (let at = 0; at < program.ops.length; at++)
    if (program.ops[at]?.label === CONDITIONAL) mark(program, at)
}

const HAS_ANNOTATE = new Set(['3.14', '3.15'])
const CONDITIONAL = '__conditional_annotations__'

const REFUSAL = [
  'LOAD_FAST',
  'LOAD_CONST',
  'COMPARE',
  'BRANCH_FALSE',
  'LOAD_COMMON',
  'RAISE_VARARGS',
]

function takeOutRefusal(program: Program): void {
  const places = following(program, alive(program, 0), REFUSAL.length)
  const [format, , compare, , exception] = places.map((at) => program.ops[at])
  if (places.some((at, index) => nameAt(program, at) !== REFUSAL[index])) return
  const isRefusal = compare?.label === '>' && exception?.label === 'NotImplementedError'
  if (!isRefusal || format?.label !== program.code.variables[0]) return
  for (const at of places) kill(program, at)
}

function following(program: Program, start: number, count: number): readonly number[] {
  const places: number[] = []
  for (let at = start; places.length < count; at = alive(program, at + 1)) places.push(at)
  return places
}

/** `LOAD __conditional_annotations__; LOAD_CONST number; SET_ADD; POP_TOP`. */
function mark(program: Program, at: number): void {
  const { ops } = program
  const [set = 0, number = 0, add = 0, pop = 0] = following(program, at, 4)
  const names = [set, number, add, pop].map((place) => nameAt(program, place)).join(' ')
  const value = ops[number]?.constant
  const op = ops[set]
  const before = aliveBefore(program, at)
  if (nameAt(program, at) === 'STORE_NAME' && nameAt(program, before) === 'BUILD_SET') {
    kill(program, at)
    kill(program, before)
  }
  if (!/^LOAD_\w+ LOAD_CONST SET_ADD POP_TOP$/.test(names) || value?.kind !== 'integer') return
  if (op === undefined) return
  for (const place of [number, add, pop]) kill(program, place)
  ops[set] = { ...op, name: 'ANNOTATION', label: '', argument: Number(value.value) }
}
