import type { PickleRun } from './PickleValue.ts'
import { runPickle } from './runPickle.ts'

const PROTO = 0x80
const ENOUGH = 4 // opcodes: text that happens to be opcodes breaks sooner

/**
 * Whether `bytes`, the first of `size`, begin as a pickle does, be it cut or broken further on. Protocol 2 and later
 * have a mark; of the text of protocols 0 and 1 enough must make sense, or a whole import. Never throws.
 */
export function looksLikePickle(bytes: Uint8Array, size: number): boolean {
  const run = runPickle(bytes)
  const taken = run.opcodes.filter(({ offset }) => offset < run.endOffset).length
  if (bytes[0] === PROTO) return taken > 1 || (taken === 1 && beginsOpcode(run, bytes))
  if (taken > 1 && hasImport(run)) return true
  if (run.end === 'stop' && run.endOffset === size) return taken > 1
  return run.end !== 'broken' && taken >= ENOUGH
}

/** Whether an opcode begins behind the mark, cut as it may be. */
function beginsOpcode({ end, endOffset }: PickleRun, bytes: Uint8Array): boolean {
  return end === 'cut' && endOffset < bytes.length
}

function hasImport({ globals }: PickleRun): boolean {
  return globals.some(
    ({ module, name }) =>
      DOTTED.test(module ?? '') && DOTTED.test(name?.replace(/[<>]/g, '') ?? ''),
  )
}

const DOTTED = /^[A-Za-z_][\w.]*$/
