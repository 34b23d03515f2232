import type { Opcode } from './opcodes.table.ts'
import { PickleStack } from './PickleStack.ts'

const MAX_IMPORTS = 1_000
const MAX_MEMO = 1_000_000

/** Follows the stack and the memo of a pickle as far as it takes to know what is imported. Builds nothing. */
export class PickleMachine {
  readonly imports = new Set<string>()
  protocol = 0
  readonly #stack = new PickleStack()
  readonly #memo = new Map<string, string | null>()

  /** Whether Python could go on after this opcode. */
  apply(opcode: Opcode, argument: string): boolean {
    const taken = this.#take(opcode)
    if (taken === undefined) return false
    this.#remember(opcode.name, argument, taken)
    for (const value of this.#results(opcode, argument, taken)) this.#stack.push(value)
    return true
  }

  #take({ name, takes, takesBelow }: Opcode): readonly (string | null)[] | undefined {
    if (name === 'POP') return this.#stack.pop() ? [] : undefined
    if (takes !== 'toMark') return this.#stack.take(takes)
    const taken = this.#stack.takeToMark()
    return taken === undefined || this.#stack.take(takesBelow) === undefined ? undefined : taken
  }

  #remember(name: string, argument: string, [first, second]: readonly (string | null)[]): void {
    if (name === 'PROTO') this.protocol = Number(argument)
    if (name === 'MARK') this.#stack.mark()
    if (name.endsWith('PUT')) this.#keep(argument, first ?? null)
    if (name === 'MEMOIZE') this.#keep(String(this.#memo.size), first ?? null)
    const imported = importedBy(name, argument, [first, second])
    if (imported !== undefined && this.imports.size < MAX_IMPORTS) this.imports.add(imported)
  }

  #results(
    { name, puts }: Opcode,
    argument: string,
    taken: readonly (string | null)[],
  ): readonly (string | null)[] {
    if (name.endsWith('GET')) return [this.#memo.get(argument) ?? null]
    if (name === 'STRING') return [argument.slice(1, -1)]
    if (name.endsWith('STRING') || name.includes('UNICODE')) return [argument]
    if (name === 'DUP') return [...taken, ...taken]
    if (name.endsWith('PUT') || name === 'MEMOIZE') return taken
    return Array.from({ length: puts }, () => null)
  }

  #keep(index: string, value: string | null): void {
    if (this.#memo.size < MAX_MEMO) this.#memo.set(index.trim(), value)
  }
}

function importedBy(
  name: string,
  argument: string,
  operands: readonly (string | null | undefined)[],
): string | undefined {
  if (name === 'GLOBAL' || name === 'INST') return argument
  if (name === 'STACK_GLOBAL') return operands.map((operand) => operand ?? '?').join(' ')
  return name.startsWith('EXT') ? `extension ${argument}` : undefined
}
