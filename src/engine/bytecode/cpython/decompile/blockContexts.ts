import { NotUnderstood } from './NotUnderstood.ts'
import {
  alive,
  isEnd,
  nameAt,
  NO_TARGET,
  type Context,
  type ContextKind,
  type Program,
} from './Program.ts'

/** Fills in the contexts of a program by following SETUP_… and POP_BLOCK (up to 3.10). */
export function followBlocks(program: Program): void {
  const { contexts, ops, targets } = program
  const seen = new Uint8Array(ops.length)
  const waiting: (readonly [at: number, context: Context | null])[] = [[0, null]]
  const known = new Map<number, Context>()
  for (let way = waiting.pop(); way !== undefined; way = waiting.pop()) {
    const at = alive(program, way[0])
    const context = way[1]
    if (at >= ops.length || seen[at] === 1) continue
    seen[at] = 1
    contexts[at] = context
    const name = nameAt(program, at)
    const target = targets[at] ?? NO_TARGET
    const inside = after(program, at, context, known)
    if (name.startsWith('SETUP_')) waiting.push([target, name === 'SETUP_LOOP' ? null : context])
    else if (target !== NO_TARGET) waiting.push([target, inside])
    if (name === 'SETUP_LOOP') waiting.pop()
    if (!isEnd(name)) waiting.push([at + 1, inside])
  }
}

/** The innermost region after an operation. */
function after(
  program: Program,
  at: number,
  context: Context | null,
  known: Map<number, Context>,
): Context | null {
  const name = nameAt(program, at)
  if (name === 'POP_BLOCK') return context === null ? null : context.parent
  if (!name.startsWith('SETUP_')) return context
  const found = known.get(at)
  if (found !== undefined) return found
  const handler = alive(program, program.targets[at] ?? 0)
  if (depthOf(context) > MAX_NESTING) throw new NotUnderstood('regions are nested too deeply')
  const kind = kindOf(program, name, handler)
  const setup: Context = { kind, handler, depth: UNKNOWN, lasti: false, parent: context }
  known.set(at, setup)
  return setup
}

const MAX_NESTING = 60 // CPython allows 20 blocks in one function

function depthOf(context: Context | null): number {
  let depth = 0
  for (let at = context; at !== null && depth <= MAX_NESTING; at = at.parent) depth++
  return depth
}

/** The depth of the stack is known when the block that sets the region up has been run. */
const UNKNOWN = -1

function kindOf(program: Program, name: string, handler: number): ContextKind {
  if (name === 'SETUP_LOOP') return 'loop'
  if (name.endsWith('WITH')) return 'with'
  if (name === 'SETUP_EXCEPT') return 'except'
  const names = firstNames(program, handler).join(' ')
  const known = BEGINNINGS.find(([beginning]) => beginning.test(names))
  if (known !== undefined) return known[1]
  return names.startsWith('COPY ') && isTyped(program, handler) ? 'except' : 'finally'
}

function firstNames(program: Program, handler: number): readonly string[] {
  const names: string[] = []
  for (let at = handler; names.length < 4; at = alive(program, at + 1))
    names.push(nameAt(program, at))
  return names
}

const BEGINNINGS: readonly (readonly [beginning: RegExp, kind: ContextKind])[] = [
  [/^END_ASYNC_FOR /, 'hidden'],
  [/^LOAD_CONST STORE_[A-Z]+ DELETE_[A-Z]+ (RERAISE|END_FINALLY)$/, 'unbind'],
  [/^POP_TOP POP_TOP POP_TOP /, 'except'],
]

function isTyped(program: Program, handler: number): boolean {
  for (let at = handler; at < program.ops.length; at = alive(program, at + 1)) {
    const name = nameAt(program, at)
    if (name === 'JUMP_IF_NOT_EXC_MATCH' || name === 'EXCEPTION_MATCH') return true
    if (/^(STORE_|DELETE_|POP_|RETURN_|RAISE_|JUMP)/.test(name)) return false
  }
  return false
}
