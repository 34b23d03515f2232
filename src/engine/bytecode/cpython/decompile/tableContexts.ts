import { readExceptionTable, type ExceptionEntry } from '../exceptionTable.ts'
import {
  alive,
  nameAt,
  positionsOf,
  type Context,
  type ContextKind,
  type Program,
} from './Program.ts'

/** Fills in the contexts of a program from its exception table (3.11 and later). */
export function readTableContexts(program: Program): void {
  const { code, ops, contexts } = program
  const positions = positionsOf(ops, code.bytes.length)
  const place = (index: number) => positions[Math.min(index, code.bytes.length)] ?? ops.length
  const raw: (Entry | null)[] = ops.map(() => null)
  const entries = new Map<number, Entry>()
  for (const entry of readExceptionTable(code.exceptionTable)) {
    const handler = place(entry.target)
    const known = entries.get(handler) ?? { ...entry, handler }
    entries.set(handler, known)
    raw.fill(known, place(entry.start), place(entry.end))
  }
  const resolve = resolver(program, raw)
  raw.forEach((entry, at) => {
    contexts[at] = entry === null ? null : visible(resolve(entry, 0))
  })
}

type Entry = ExceptionEntry & { readonly handler: number }

const MAX_NESTING = 60 // CPython allows 20 blocks in one function, each with a handler of its own

type Resolve = (entry: Entry, level: number) => Context

function resolver(program: Program, raw: readonly (Entry | null)[]): Resolve {
  const known = new Map<number, Context>()
  const resolve: Resolve = (entry, level) => {
    const found = known.get(entry.handler)
    if (found !== undefined) return found
    const kind = kindOf(program, entry.handler)
    const around = raw[entry.handler] ?? null
    const outer = around === null || level > MAX_NESTING ? null : resolve(around, level + 1)
    const hasCleanup = kind === 'except' || kind === 'finally' || kind === 'with'
    const parent = hasCleanup && outer?.kind === 'cleanup' ? outer.parent : outer
    const { handler, depth, lasti } = entry
    const context: Context = { kind, handler, depth, lasti, parent: visible(parent) }
    known.set(entry.handler, context)
    return context
  }
  return resolve
}

/** The innermost context that somebody wrote. */
function visible(context: Context | null): Context | null {
  return context?.kind === 'hidden' ? context.parent : context
}

/** What a handler is for, by how it begins. */
function kindOf(program: Program, handler: number): ContextKind {
  if (OWN.has(nameAt(program, handler))) return 'hidden'
  const names = firstNames(program, handler, 4).join(' ')
  const known = BEGINNINGS.find(([beginning]) => beginning.test(names))
  if (known !== undefined) return known[1]
  if (!names.startsWith('PUSH_EXC_INFO ')) return 'hidden'
  return isExcept(program, handler) ? 'except' : 'finally'
}

const BEGINNINGS: readonly (readonly [beginning: RegExp, kind: ContextKind])[] = [
  [/^COPY POP_EXCEPT RERAISE /, 'cleanup'],
  [/^LOAD_CONST STORE_[A-Z]+ DELETE_[A-Z]+ RERAISE$/, 'unbind'],
  [/^PUSH_EXC_INFO WITH_EXCEPT_START /, 'with'],
]

/** What the compiler's own handlers begin with; they may have been taken out already. */
const OWN = new Set(['CLEANUP_THROW', 'END_ASYNC_FOR'])

function firstNames(program: Program, start: number, count: number): readonly string[] {
  const names: string[] = []
  for (let at = alive(program, start); names.length < count; at = alive(program, at + 1))
    names.push(nameAt(program, at))
  return names
}

/** Whether the handler begins by asking which exception it is, or throws it away. */
function isExcept(program: Program, handler: number): boolean {
  const body = alive(program, handler + 1)
  if (nameAt(program, body) === 'POP_TOP') return true
  for (let at = body; at < program.ops.length; at++) {
    const name = nameAt(program, at)
    if (name === 'CHECK_EXC_MATCH' || name === 'CHECK_EG_MATCH') return true
    if (ENDS_EXPRESSION.test(name)) return false
  }
  return false
}

const ENDS_EXPRESSION =
  /^(STORE_|DELETE_|POP_|RETURN_|RAISE_|RERAISE|JUMP|FOR_ITER|PUSH_EXC|BEFORE_|IMPORT_)/
