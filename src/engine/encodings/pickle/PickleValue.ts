// What the symbolic machine of pickles holds on its stack. Nothing is built, imported or called.

/**
 * A value as far as it is known. Shared values are one object: the machine keeps identity, as the memo does. The
 * range of a text or of bytes is that of what is in them, of a global that of the opcode that reached it.
 */
export type PickleValue =
  | { readonly kind: 'none' | 'ellipsis' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string; readonly at: PickleRange }
  | {
      readonly kind: 'bytes'
      readonly bytes: Uint8Array
      readonly mutable: boolean
      readonly at: PickleRange
    }
  | { readonly kind: 'tuple' | 'list' | 'set' | 'frozenset'; readonly items: PickleValue[] }
  | { readonly kind: 'dict'; readonly entries: (readonly [PickleValue, PickleValue])[] }
  /**
   * What a module gives by a name, as Python 3 calls both; a part is null when it is not known which. The name may be
   * dotted, and is '' for the module itself.
   */
  | {
      readonly kind: 'global'
      readonly module: string | null
      readonly name: string | null
      readonly at: PickleRange
    }
  /** What a call gives back, with the state that BUILD, SETITEM or APPEND put into it afterwards. */
  | {
      readonly kind: 'call'
      readonly call: PickleCall
      readonly state: PickleValue[]
      readonly items: PickleValue[]
      readonly entries: (readonly [PickleValue, PickleValue])[]
    }
  | { readonly kind: 'persistent'; readonly id: PickleValue; readonly at: PickleRange }
  /** From the extension registry, from a buffer outside, or not known. */
  | { readonly kind: 'unknown'; readonly what: string }

/** One call that loading makes. */
export interface PickleCall {
  /** `REDUCE`, `NEWOBJ`, `NEWOBJ_EX`, `OBJ`, `INST`, `BUILD` (there the callable is the object that gets a state). */
  readonly opcode: string
  readonly callable: PickleValue
  readonly args: readonly PickleValue[]
  readonly keywords: PickleValue | null
  readonly at: PickleRange
}

/** What APPEND, APPENDS, ADDITEMS, SETITEM or SETITEMS puts into an object or a global. */
export interface PickleChange {
  readonly opcode: string
  readonly target: PickleValue
  readonly items: readonly PickleValue[]
  readonly entries: readonly (readonly [PickleValue, PickleValue])[]
  readonly at: PickleRange
}

/** Bytes of the stream. */
export interface PickleRange {
  readonly offset: number
  readonly length: number
}

/** One opcode as it was read. */
export interface PickleOpcode extends PickleRange {
  readonly name: string
  /** As `pickletools.dis` prints it; '' when it has none. */
  readonly argument: string
  /** How many marks are open before it: `pickletools.dis` indents by it. */
  readonly depth: number
}

/** One pickle, from its first opcode to its STOP or to where it ends or breaks. */
export interface PickleRun {
  readonly protocol: number
  readonly opcodes: readonly PickleOpcode[]
  /** In the order in which loading would import them. */
  readonly globals: readonly Extract<PickleValue, { kind: 'global' }>[]
  /** In the order in which loading would make them. */
  readonly calls: readonly PickleCall[]
  /** What calls give back that are known without being made; it stands in their place. */
  readonly folded: ReadonlyMap<PickleCall, PickleValue>
  /** What STOP gave back; null when the stream did not reach one. */
  readonly result: PickleValue | null
  /** `stop`; `cut`: the bytes end; `broken`: no unpickler goes on here; `limit`: a limit of ours was met. */
  readonly end: 'stop' | 'cut' | 'broken' | 'limit'
  /** Where the next pickle would begin. */
  readonly endOffset: number
  /** What is put into objects (not into lists, dicts and sets of the pickle itself), in order. */
  readonly changes: readonly PickleChange[]
  /** How many marks are open where it ended. */
  readonly depth: number
  /**
   * What is odd: operands that are no text, memo slots never written, marks that are not there. When the end is not
   * `stop`, the last one says why, and where.
   */
  readonly faults: readonly (PickleRange & { readonly message: string })[]
}
