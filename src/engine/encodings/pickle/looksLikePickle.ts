import { walkPickle, type PickleWalk } from './walkPickle.ts'

const PROTO = 0x80
const ENOUGH = 4 // opcodes: text that happens to be opcodes breaks sooner

/**
 * Whether `bytes`, the first of `size`, begin as a pickle does, be it cut or broken further on. Protocol 2 and later
 * have a mark; of the text of protocols 0 and 1 enough must make sense, or a whole import. Never throws.
 */
export function looksLikePickle(bytes: Uint8Array, size: number): boolean {
  const walk = walkPickle(bytes)
  if (bytes[0] === PROTO)
    return walk.opcodes > 1 || (walk.opcodes === 1 && beginsOpcode(walk, bytes))
  if (walk.opcodes > 1 && hasImport(walk)) return true
  if (walk.end === 'stop' && walk.endOffset === size) return walk.opcodes > 1
  return walk.end !== 'broken' && walk.opcodes >= ENOUGH
}

/** Whether an opcode begins behind the mark, cut as it may be. */
function beginsOpcode({ end, endOffset }: PickleWalk, bytes: Uint8Array): boolean {
  return end === 'cut' && endOffset < bytes.length
}

function hasImport({ imports }: PickleWalk): boolean {
  return imports.some((name) => /^[A-Za-z_][\w.]* [A-Za-z_][\w.<>]*$/.test(name))
}
