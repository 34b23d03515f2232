import { alive, kill, nameAt, type Context, type Program } from './Program.ts'

/** Makes what the compiler adds to handlers plain: the call of `__exit__`, and regions of its own. */
export function rewriteHandlers(program: Program): void {
  const { ops, contexts } = program
  for (let at = 0; at < ops.length; at++)
    if (nameAt(program, at) === 'WITH_EXCEPT_START') straighten(program, at)
  const shown = new Map<Context, Context>()
  contexts.forEach((context, at) => {
    contexts[at] = withoutOwn(context, shown)
  })
}

/** `WITH_EXCEPT_START; BRANCH_TRUE` over RERAISE: goes on as if the exception was suppressed. */
function straighten(program: Program, at: number): void {
  let branch = alive(program, at + 1)
  while (/^(GET_AWAITABLE|LOAD_CONST|YIELD_FROM|JUMP)$/.test(nameAt(program, branch))) {
    kill(program, branch)
    branch = alive(program, branch + 1)
  }
  const op = program.ops[branch]
  if (op?.name !== 'BRANCH_TRUE') return
  kill(program, at)
  program.ops[branch] = { ...op, name: 'JUMP' }
  const raised = alive(program, branch + 1)
  if (nameAt(program, raised) === 'RERAISE') kill(program, raised)
}

/** The innermost region that somebody wrote: what only cleans up after handlers is left out. */
function withoutOwn(context: Context | null, shown: Map<Context, Context>): Context | null {
  if (context === null) return null
  if (context.kind !== 'except' && context.kind !== 'finally' && context.kind !== 'with')
    return withoutOwn(context.parent, shown)
  const known = shown.get(context)
  if (known !== undefined) return known
  const parent = withoutOwn(context.parent, shown)
  const own = parent === context.parent ? context : { ...context, parent }
  shown.set(context, own)
  return own
}
