import { modulePath } from './calls.ts'
import type { Machine } from './Machine.ts'
import type { Handler, Step } from './Step.ts'
import { literal, longer, NOTHING, pathsOf, UNKNOWN, type Value } from './values.ts'

/** Instructions that load, store and import by name. */
export const nameHandlers: readonly (readonly [string, Handler])[] = [
  ['LOAD_NAME', (step) => step.machine.push(loadGlobal(step.machine, nameAt(step)))],
  ['LOAD_GLOBAL', globalOfVersion],
  ['LOAD_FROM_DICT_OR_GLOBALS', fromDictOrGlobals],
  ['STORE_NAME', storeGlobal],
  ['STORE_GLOBAL', storeGlobal],
  ['LOAD_FAST', ({ machine, code, argument }) => loadLocal(machine, code.locals[argument])],
  ['LOAD_FAST_BORROW', ({ machine, code, argument }) => loadLocal(machine, code.locals[argument])],
  ['LOAD_FAST_CHECK', ({ machine, code, argument }) => loadLocal(machine, code.locals[argument])],
  ['LOAD_FAST_AND_CLEAR', ({ machine }) => machine.push(UNKNOWN)],
  ['LOAD_FAST_LOAD_FAST', loadTwo],
  ['LOAD_FAST_BORROW_LOAD_FAST_BORROW', loadTwo],
  ['STORE_FAST_LOAD_FAST', storeLoad],
  ['STORE_FAST_STORE_FAST', storeTwo],
  ['STORE_FAST', ({ machine, code, argument }) => storeLocal(machine, code.locals[argument])],
  [
    'STORE_FAST_MAYBE_NULL',
    ({ machine, code, argument }) => storeLocal(machine, code.locals[argument]),
  ],
  ['LOAD_DEREF', ({ machine, code, argument }) => loadLocal(machine, code.cells[argument])],
  ['LOAD_CLASSDEREF', ({ machine, code, argument }) => loadLocal(machine, code.cells[argument])],
  ['LOAD_FROM_DICT_OR_DEREF', fromDictOrCell],
  ['LOAD_CLOSURE', ({ machine }) => machine.push(UNKNOWN)],
  ['STORE_DEREF', ({ machine, code, argument }) => storeLocal(machine, code.cells[argument])],
  ['LOAD_ATTR', loadAttribute],
  ['LOAD_METHOD', loadMethod],
  ['LOAD_SUPER_ATTR', loadSuper],
  ['STORE_ATTR', (step) => touchAttribute(step, 1)],
  ['DELETE_ATTR', (step) => touchAttribute(step, 0)],
  ['IMPORT_NAME', importName],
  ['IMPORT_FROM', importFrom],
  ['IMPORT_STAR', ({ machine }) => importStar(machine)],
]

/** The name that the argument counts, shifted by `bits` that say something else. */
function nameAt({ code, argument }: Pick<Step, 'code' | 'argument'>, bits = 0): string {
  return code.names[argument >> bits] ?? '?'
}

/** Variables of a function and names of a module do not mix. */
function localKey(name: string): string {
  return `local ${name}`
}

function globalKey(name: string): string {
  return `global ${name}`
}

/** The key of a variable that code inside can see too. */
export const cellKey = localKey

/** Whether a key of a variable is that of a global name. */
export function isGlobalKey(key: string): boolean {
  return key.startsWith('global ')
}

function loadLocal(machine: Machine, name = '?'): void {
  const known = machine.load(localKey(name))
  machine.push(
    known === undefined
      ? { kind: 'paths', paths: [machine.reach([name], 'local', 'variable')] }
      : machine.again(known, 'variable'),
  )
}

function storeLocal(machine: Machine, name = '?'): void {
  machine.store(localKey(name), machine.pop())
}

const CONSTANTS = ['None', 'True', 'False'] // names like any other in 2.7

/** A global by its own name, and by what this code has bound to it. */
function loadGlobal(machine: Machine, name: string): Value {
  if (CONSTANTS.includes(name)) {
    machine.reach([name], 'global')
    return literal(name)
  }
  const known = machine.load(globalKey(name))
  const plain = machine.reach([name], 'global')
  if (known?.kind !== 'paths') return { kind: 'paths', paths: [plain] }
  const paths = pathsOf(machine.again(known, 'name'))
  if (plain.draft !== null) plain.draft.replaced = paths.some(({ names }) => names.includes(name))
  return plain.draft?.replaced === true
    ? { kind: 'paths', paths }
    : { kind: 'paths', paths: [...paths, plain] }
}

function globalOfVersion({ machine, code, version, argument }: Step): void {
  if (version.layout !== '3.11') {
    machine.push(loadGlobal(machine, nameAt({ code, argument })))
    return
  }
  const value = loadGlobal(machine, nameAt({ code, argument }, 1))
  if ((argument & 1) === 0) machine.push(value)
  else if (version.text.kind === 'labels') machine.push(value, NOTHING)
  else machine.push(NOTHING, value)
}

function fromDictOrGlobals(step: Step): void {
  const { machine } = step
  machine.pop()
  machine.push(loadGlobal(machine, nameAt(step)))
}

function fromDictOrCell({ machine, code, argument }: Step): void {
  machine.pop()
  loadLocal(machine, code.cells[argument])
}

function storeGlobal(step: Step): void {
  const { machine } = step
  machine.store(globalKey(nameAt(step)), machine.pop())
}

function loadTwo({ machine, code, argument }: Step): void {
  loadLocal(machine, code.locals[argument >> 4])
  loadLocal(machine, code.locals[argument & 15])
}

function storeLoad({ machine, code, argument }: Step): void {
  storeLocal(machine, code.locals[argument >> 4])
  loadLocal(machine, code.locals[argument & 15])
}

function storeTwo({ machine, code, argument }: Step): void {
  storeLocal(machine, code.locals[argument >> 4])
  storeLocal(machine, code.locals[argument & 15])
}

/** 3.12 and later: the low bit asks for a method, with its object or nothing beside it. */
function loadAttribute({ machine, code, version, argument }: Step): void {
  const isShifted = version.meanings.has('LOAD_ATTR')
  const value = machine.attribute(machine.pop(), nameAt({ code, argument }, isShifted ? 1 : 0))
  machine.push(value)
  if (isShifted && (argument & 1) === 1) machine.push(NOTHING)
}

function loadMethod(step: Step): void {
  const { machine } = step
  machine.push(machine.attribute(machine.pop(), nameAt(step)), NOTHING)
}

function loadSuper({ machine, code, argument }: Step): void {
  machine.popMany(3)
  const path = machine.reach(['super()', nameAt({ code, argument }, 2)], 'global')
  machine.push({ kind: 'paths', paths: [path] })
  if ((argument & 1) === 1) machine.push(NOTHING)
}

function touchAttribute(step: Step, values: number): void {
  const { machine } = step
  machine.attribute(machine.pop(), nameAt(step))
  machine.popMany(values)
}

const IMPORT_BITS = 2 // of the argument of IMPORT_NAME in 3.15: eager or lazy

function importName({ machine, code, version, argument }: Step): void {
  const [level = UNKNOWN, wanted = UNKNOWN] = machine.popMany(2)
  const name = nameAt({ code, argument }, version.meanings.has('IMPORT_NAME') ? IMPORT_BITS : 0)
  const dots = level.kind === 'literal' ? Math.min(Math.max(Number(level.text), 0), 8) : 0
  const names = [...(dots > 0 ? ['.'.repeat(dots)] : []), ...(name === '' ? [] : modulePath(name))]
  const whole = machine.reach(names, 'import', 'always')
  const onlyTop = wanted.kind === 'literal' && wanted.text === 'None'
  const value = onlyTop ? { ...whole, names: names.slice(0, 1) } : whole
  machine.push({ kind: 'paths', paths: [value] })
}

function importFrom(step: Step): void {
  const { machine } = step
  const name = nameAt(step)
  const modules = pathsOf(machine.peek(1))
  const paths = modules.map(({ names }) => machine.reach(longer(names, name), 'import', 'always'))
  machine.push({
    kind: 'paths',
    paths: paths.length === 0 ? [machine.reach([name], 'unknown')] : paths,
  })
}

/** `from x import *`. */
export function importStar(machine: Machine): void {
  for (const { names } of pathsOf(machine.pop()))
    machine.reach(longer(names, '*'), 'import', 'always')
}
