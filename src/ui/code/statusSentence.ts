import type { CodeObject } from '../../engine/index.ts'
import { counted } from '../shared/quantities.ts'
import { MACHINE_WORDS } from './machineWords.ts'
import { uncertainLines } from './uncertainLines.ts'

/** What the status of a source means for the one who reads it. */
export function statusSentence(code: CodeObject): string {
  const words = MACHINE_WORDS[code.machine]
  switch (code.sourceStatus) {
    case 'complete':
      return words.complete
    case 'partial': {
      const lines = uncertainLines(code.source, code.sourceLines).length
      if (lines === 0) return words.incomplete
      return `${counted(lines, 'line')} ${lines === 1 ? 'is' : 'are'} ${words.left}`
    }
    case 'none':
      return words.none(code)
  }
}
