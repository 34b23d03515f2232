import type { PickleCall, PickleRange, PickleValue } from '../PickleValue.ts'
import type { FoldBudget } from './FoldBudget.ts'

/** What the machine lends to what follows calls. */
export interface Folding {
  readonly budget: FoldBudget
  readonly at: PickleRange
  /** A name in a module, noted as reached; '' is the module itself. */
  global(module: string | null, name: string | null): PickleValue
  /** The module of that name, or what the pickle has put in its place. */
  module(name: string): PickleValue
  /** Notes a call, and answers what comes back as far as that is known. */
  call(calling: Calling): PickleValue
}

/** One call that is about to be made. */
export type Calling = Pick<PickleCall, 'opcode' | 'callable' | 'args' | 'keywords'>

/** What a function gives back for these arguments; undefined when that is not known. */
export type Fold = (folding: Folding, call: PickleCall) => PickleValue | undefined
