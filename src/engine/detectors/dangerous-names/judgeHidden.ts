import type { Judgement } from '../../model/Finding.ts'
import type { StageResult } from '../../model/Listing.ts'
import type { CodeObject } from '../../model/Report.ts'
import { counted, quoted, whenRun } from '../wording.ts'
import { isOpen, subjectsOf, type Subject } from './Subject.ts'

/** COD-018: constants that come to code only when they are unpacked. */
export function* judgeHidden(code: CodeObject): Generator<Judgement> {
  for (const subject of subjectsOf(code)) {
    const what = hiddenCode(subject)
    if (what === null) continue
    const [use] = code.uses
    const when = use === undefined ? '' : ` ${whenRun(use)}`
    const title = subject.stage?.title ?? ''
    yield {
      rule: 'COD-018',
      severity: 'high',
      effect: { kind: 'dynamic-code', when: 'call' },
      message: `Unpacks ${what}${when}: ${quoted(title)}`,
      location: subject.at,
    }
  }
}

function hiddenCode({ stage }: Subject): string | null {
  if (stage === null || isOpen(stage)) return null
  return nameOf(stage.result)
}

function nameOf(result: StageResult): string | null {
  switch (result.kind) {
    case 'code':
      return `the code of ${quoted(result.listing.code.name)}`
    case 'pickle':
      return `a pickle that imports ${counted(result.globals.length, 'name')}`
    case 'text':
      return result.language === 'python'
        ? `Python source of ${counted(result.text.length, 'character')}`
        : null
    case 'bytes':
      return null
  }
}
