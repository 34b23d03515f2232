import { alive, aliveBefore, nameAt, type Program } from './Program.ts'

/**
 * Lets all ways out of a lambda meet in one return, so that its body becomes one expression; and those of a
 * chain of comparisons that is returned.
 */
export function rewriteReturns(program: Program): void {
  const { ops, code } = program
  let first = -1
  for (let at = 0; at < ops.length; at++) {
    if (nameAt(program, at) !== 'RETURN_VALUE') continue
    if (code.name === '<lambda>' && first >= 0) redirect(program, at, first)
    else first = at
    const end = chainEnd(program, at)
    if (end !== null) redirect(program, end, at)
  }
}

/** `SWAP; POP_TOP; RETURN_VALUE` after the return at `at`: what a chain ends with when it fails early. */
function chainEnd(program: Program, at: number): number | null {
  const swap = alive(program, at + 1)
  const pop = alive(program, swap + 1)
  const end = alive(program, pop + 1)
  const names = [swap, pop, end].map((place) => nameAt(program, place)).join(' ')
  return names === 'SWAP POP_TOP RETURN_VALUE' ? end : null
}

function redirect(program: Program, at: number, to: number): void {
  const op = program.ops[at]
  if (op === undefined || aliveBefore(program, at) < 0) return
  program.ops[at] = { ...op, name: 'JUMP' }
  program.targets[at] = to
}
