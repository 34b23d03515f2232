import { runPickle } from './runPickle.ts'

export interface PickleWalk {
  /** Of the PROTO opcode; 0 when there is none (protocols 0 and 1). */
  readonly protocol: number
  /** Those that Python could run. */
  readonly opcodes: number
  /** `module name` of everything that is imported, each once; what is not known as text is `?`. */
  readonly imports: readonly string[]
  /** `stop`: a whole pickle. `cut`: the bytes end first. `broken`: no opcode, or one that cannot be here. */
  readonly end: 'stop' | 'cut' | 'broken'
  /** Just behind the last opcode that was read. */
  readonly endOffset: number
}

/** A `PickleRun` in short. Throws `ParseError` only when `start` is outside of the bytes. */
export function walkPickle(bytes: Uint8Array, start = 0): PickleWalk {
  const { protocol, opcodes, globals, end, endOffset } = runPickle(bytes, start)
  const imports = new Set(globals.map(({ module, name }) => `${module ?? '?'} ${name ?? '?'}`))
  return {
    protocol,
    opcodes: opcodes.filter(({ offset }) => offset < endOffset).length,
    imports: [...imports],
    end: end === 'limit' ? 'cut' : end,
    endOffset,
  }
}
