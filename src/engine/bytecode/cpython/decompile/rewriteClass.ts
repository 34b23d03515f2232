import { isClassBody } from './classBody.ts'
import type { Op } from './Op.ts'
import { following } from './places.ts'
import { alive, aliveBefore, kill, nameAt, type Program } from './Program.ts'

/**
 * Takes out what the compiler adds to the body of a class: its module, name and first line in front, its cells and
 * the names of its attributes before it ends. What is written twice is left as it is.
 */
export function rewriteClass(program: Program): void {
  if (!isClassBody(program.code)) return
  takeOutFirst(program)
  for (let at = 0; at < program.ops.length; at++)
    if (nameAt(program, at) === 'RETURN_VALUE') takeOutLast(program, at)
}

/** What loads a value, and the name that it is stored under. */
interface Added {
  readonly loads: readonly RegExp[]
  readonly store: RegExp
  readonly name: string
}

const FIRST: readonly Added[] = [
  { loads: [/^LOAD_NAME$/], store: /^STORE_NAME$/, name: '__module__' },
  { loads: [/^LOAD_CONST$/], store: /^STORE_NAME$/, name: '__qualname__' },
  { loads: [/^LOAD_CONST$/], store: /^STORE_NAME$/, name: '__firstlineno__' },
  { loads: [/^LOAD_LOCALS$/], store: /^STORE_DEREF$/, name: '__classdict__' },
  { loads: [/^LOAD_(DEREF|CLOSURE)$/], store: /^STORE_NAME$/, name: '__type_params__' },
  { loads: [/^BUILD_SET$/], store: /^STORE_DEREF$/, name: '__conditional_annotations__' },
]

function takeOutFirst(program: Program): void {
  let at = alive(program, 0)
  for (const { loads, store, name } of FIRST) {
    const places = following(program, at, loads.length + 1)
    const last = program.ops[places.at(-1) ?? at]
    const isThere = loads.every((load, index) => load.test(nameAt(program, places[index] ?? 0)))
    if (!isThere || last?.label !== name || !store.test(last.name)) continue
    for (const place of places) kill(program, place)
    at = alive(program, at)
  }
}

const CELL = /^LOAD_(CLOSURE|FAST)$/
const LAST: readonly Added[] = [
  { loads: [CELL], store: /^STORE_NAME$/, name: '__classdictcell__' },
  { loads: [/^LOAD_CONST$/], store: /^STORE_NAME$/, name: '__static_attributes__' },
]

/** Before a return, from the end: `return __class__` becomes `return None`. */
function takeOutLast(program: Program, end: number): void {
  const value = aliveBefore(program, end)
  const first = storedCell(program, value) ?? value
  const op = program.ops[first]
  if (op !== undefined && CELL.test(op.name) && op.label === '__class__')
    program.ops[first] = toNone(op)
  for (const added of LAST) takeOutBefore(program, first, added)
}

/** `LOAD_CLOSURE __class__; COPY; STORE_NAME __classcell__`: takes the latter two out, and answers where the first is. */
function storedCell(program: Program, store: number): number | null {
  const copy = aliveBefore(program, store)
  const load = aliveBefore(program, copy)
  const op = program.ops[store]
  if (op?.name !== 'STORE_NAME' || op.label !== '__classcell__') return null
  if (nameAt(program, copy) !== 'COPY' || !CELL.test(nameAt(program, load))) return null
  kill(program, store)
  kill(program, copy)
  return load
}

function takeOutBefore(program: Program, end: number, { loads, name }: Added): void {
  const store = aliveBefore(program, end)
  const load = aliveBefore(program, store)
  const isStored = nameAt(program, store) === 'STORE_NAME' && program.ops[store]?.label === name
  if (!isStored || loads[0]?.test(nameAt(program, load)) !== true) return
  kill(program, store)
  kill(program, load)
}

function toNone(load: Op): Op {
  const constant = { kind: 'none', offset: load.at.offset, length: load.at.length } as const
  return { ...load, name: 'LOAD_CONST', label: '', constant }
}
