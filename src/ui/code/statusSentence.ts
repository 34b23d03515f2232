import type { CodeObject } from '../../engine/index.ts'
import { counted } from '../shared/quantities.ts'
import { uncertainLines } from './uncertainLines.ts'

/** What the status of a source means for the one who reads it. */
export function statusSentence(code: CodeObject): string {
  switch (code.sourceStatus) {
    case 'complete':
      return 'Every instruction is accounted for'
    case 'partial':
      return partialSentence(uncertainLines(code.source, code.sourceLines).length)
    case 'none':
      return code.python.length === 0
        ? 'No compiler of CPython writes this bytecode; here is its disassembly'
        : 'It could not be decompiled; here is its disassembly'
  }
}

function partialSentence(lines: number): string {
  if (lines === 0) return 'Not every instruction is accounted for'
  const are = lines === 1 ? 'is' : 'are'
  return `${counted(lines, 'line')} ${are} left as disassembly, in comments`
}
