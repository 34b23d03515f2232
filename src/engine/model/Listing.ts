/** What a decoder makes of one payload of code. Offsets are bytes in the payload. */
export interface Listing {
  /** What runs it: the interpreter of CPython, or the machine of pickles. */
  readonly machine: 'cpython' | 'pickle'
  /** Versions of CPython that could have written it: one, or two with the same bytecode. Empty: none. */
  readonly python: readonly string[]
  readonly code: CodeListing
  /**
   * What `dis.dis` of the newest of `python` prints (of the nearest version, when there is none), but for
   * addresses, which are `0x0`, and the order inside `frozenset({…})`, which is that of the payload.
   */
  readonly disassembly: string
  /** For each line of `disassembly`, the bytes it speaks of; null for lines without. */
  readonly lines: readonly (Range | null)[]
  /** Python source that does the same; what could not be told stands in it as comments. */
  readonly source: string
  readonly sourceStatus: SourceStatus
  /** For each line of `source`, the bytes it speaks of; null for lines without. */
  readonly sourceLines: readonly (Range | null)[]
  /** What the code hides in its constants, laid open without running anything; parents before children. */
  readonly stages: readonly Stage[]
  /** Runs of at least four printable characters in the constants and names, in order of their bytes. */
  readonly strings: readonly PayloadString[]
  /** Bytes of the code object itself; what follows in the payload was written by somebody else. */
  readonly codeBytes: number
  /** What is wrong with the payload, one sentence each, with the offset in the payload. */
  readonly faults: readonly Fault[]
}

/**
 * `complete`: every instruction is accounted for in the source. `partial`: some stand in it as disassembly.
 * `none`: there is no source.
 */
export type SourceStatus = 'complete' | 'partial' | 'none'

/**
 * What a chain of symbolic operations on constants comes to. Its range is that of the constant it began with: in the
 * payload when `parent` is null, else in the bytes of the parent, of a text in UTF-8.
 */
export interface Stage extends Range {
  /** `stage-2`: the payload itself is stage 1. */
  readonly id: string
  /** The stage in which it was found; null for the payload itself. */
  readonly parent: string | null
  /** `base64 → zlib → source`. */
  readonly title: string
  readonly steps: readonly StageStep[]
  readonly result: StageResult
}

export interface StageStep {
  /** `base64`, `zlib`, `rot13`, `exec`, … */
  readonly operation: string
  /** Lower-case hex, of the bytes (or the UTF-8 of the text) that went in. */
  readonly inputSha256: string
  readonly inputBytes: number
  readonly outputBytes: number
}

export type StageResult =
  | {
      readonly kind: 'text'
      readonly language: 'python' | 'text'
      readonly text: string
      /** Names that Python reaches; their ranges are bytes of the text in UTF-8. */
      readonly references: readonly Reference[]
    }
  | { readonly kind: 'bytes'; readonly size: number; readonly sha256: string }
  | { readonly kind: 'code'; readonly listing: Listing }
  /** `module.name` of each global that the pickle imports. */
  | { readonly kind: 'pickle'; readonly globals: readonly string[] }

export interface Range {
  readonly offset: number
  readonly length: number
}

export interface Fault extends Range {
  readonly message: string
}

export interface PayloadString extends Range {
  readonly text: string
}

/** One code object, with those nested in its constants. */
export interface CodeListing extends Range {
  readonly name: string
  readonly qualname: string | null
  readonly filename: string
  readonly firstLine: number
  readonly argumentCount: number
  readonly flags: number
  readonly names: readonly string[]
  readonly variables: readonly string[]
  readonly freeVariables: readonly string[]
  readonly cellVariables: readonly string[]
  /** `repr` of each constant as that Python writes it. */
  readonly constants: readonly string[]
  readonly instructions: readonly Instruction[]
  readonly references: readonly Reference[]
  readonly children: readonly CodeListing[]
}

export interface Instruction extends Range {
  /** Offset in `co_code`, as `dis` counts. */
  readonly index: number
  readonly opcode: string
  readonly argument: number | null
  /** What `dis` prints in parentheses, or ''. */
  readonly meaning: string
  /** Source line that begins here; null when none does. */
  readonly line: number | null
  /** Whether a jump leads here. */
  readonly isTarget: boolean
}

/**
 * A name that the code reaches: `os.system` by import, global or attribute chain. No name that the code
 * loads is missing; one whose owner is not known has the root `unknown`. The range is that of the
 * instruction which reaches the last part of the path.
 */
export interface Reference extends Range {
  /**
   * Root first: `['os', 'system']`. `open()` is what `open` returned, `[0]` and `['k']` are items, `…` stands
   * for the middle of a chain that is too long, `.` and `..` for the package of a relative import. What
   * `__import__('os')`, `import_module('os')` and `sys.modules['os']` give is `os`, of the root `import`;
   * `getattr(x, 'y')` and `x.__dict__['y']` are `x.y`, and
   * `f.__globals__['y']` is the global `y`; `y` in `with x as y` is taken to be `x`.
   */
  readonly path: readonly string[]
  /** How its root is reached. */
  readonly root: 'import' | 'global' | 'local' | 'unknown'
  /** Whether the value of the whole path is called. */
  readonly called: boolean
  /**
   * `repr` of the literal arguments of that call, in order, those with a name as `name=repr`; those that are
   * not literal are left out.
   */
  readonly arguments: readonly string[]
}
