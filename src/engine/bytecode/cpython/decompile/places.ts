import { alive, nameAt, type Program } from './Program.ts'

/** The positions of `count` operations from `start` on, those taken out aside. */
export function following(program: Program, start: number, count: number): readonly number[] {
  const places: number[] = []
  for (let at = alive(program, start); places.length < count; at = alive(program, at + 1))
    places.push(at)
  return places
}

/** The position of the operation that comes `count` after the one at `start`. */
export function stepOn(program: Program, start: number, count: number): number {
  let at = alive(program, start)
  for (let left = count; left > 0; left--) at = alive(program, at + 1)
  return at
}

/** The names of the operations at some positions, with blanks between. */
export function namesAt(program: Program, places: readonly number[]): string {
  return places.map((at) => nameAt(program, at)).join(' ')
}

/** Whether the operations from `start` on have these names, which stand with blanks between. */
export function begins(program: Program, start: number | undefined, names: string): boolean {
  if (start === undefined || start < 0) return false
  return namesAt(program, following(program, start, names.split(' ').length)) === names
}

const MAX_JUMPS = 20 // jumps to jumps

/** Where a way leads, past jumps. */
export function landing(program: Program, start: number): number {
  let at = alive(program, start)
  for (let jumps = 0; jumps < MAX_JUMPS && nameAt(program, at) === 'JUMP'; jumps++)
    at = alive(program, program.targets[at] ?? at)
  return at
}
