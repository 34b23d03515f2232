import type { Code } from '../Code.ts'
import type { Version } from '../versions/Version.ts'
import { following } from './places.ts'
import { alive, aliveBefore, kill, nameAt, type Program } from './Program.ts'

/** The code object that 3.14 makes of the annotations of a function, a class or a module. */
export const ANNOTATE = '__annotate__'

/** Whether a code object only computes annotations. */
export function isAnnotate(code: Code, { id }: Version): boolean {
  return code.name === ANNOTATE && HAS_ANNOTATE.has(id) && code.variables[0] === 'format'
}

/**
 * From 3.14 on annotations are code objects of their own. Takes out how those begin (`if format > 2: raise
 * NotImplementedError`), and marks where in the code around them an annotation that stands under a condition is.
 */
export function rewriteAnnotations(program: Program): void {
  if (!HAS_ANNOTATE.has(program.version.id)) return
  if (isAnnotate(program.code, program.version)) takeOutRefusal(program)
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

/** `LOAD __conditional_annotations__; LOAD_CONST number; SET_ADD; POP_TOP`. */
function mark(program: Program, at: number): void {
  if (isMade(program, at)) return
  const { ops } = program
  const places = following(program, at, 4)
  const names = places.map((place) => nameAt(program, place)).join(' ')
  const value = ops[places[1] ?? at]?.constant
  const op = ops[at]
  if (op === undefined || value?.kind !== 'integer') return
  if (!/^LOAD_\w+ LOAD_CONST SET_ADD POP_TOP$/.test(names)) return
  for (const place of places.slice(1)) kill(program, place)
  ops[at] = { ...op, name: 'ANNOTATION', label: '', argument: Number(value.value) }
}

/** A module makes the set that its marks are put in: `BUILD_SET; STORE_NAME`. */
function isMade(program: Program, at: number): boolean {
  const before = aliveBefore(program, at)
  if (nameAt(program, at) !== 'STORE_NAME' || nameAt(program, before) !== 'BUILD_SET') return false
  kill(program, at)
  kill(program, before)
  return true
}
