import type { CodeObject } from '../../engine/index.ts'
import { counted } from '../shared/quantities.ts'
import { uncertainLines } from './uncertainLines.ts'

/** What the status of a source means for the one who reads it. */
export function statusSentence(code: CodeObject): string {
  switch (code.sourceStatus) {
    case 'complete':
      return 'Every instruction is accounted for'
    case 'partial': {
      const lines = uncertainLines(code.source, code.sourceLines).length
      const what = lines === 0 ? 'Some instructions stand' : `${counted(lines, 'line')} stand`
      return `${what} in it as disassembly, in comments: what they do could not be told`
    }
    case 'none':
      return code.python.length === 0
        ? 'No compiler of CPython writes this bytecode; here is its disassembly'
        : 'It could not be decompiled; here is its disassembly'
  }
}
