import type { CodeObject } from '../../engine/index.ts'
import { Button } from '../shared/controls.tsx'
import { Message } from '../shared/Message.tsx'
import styles from './CodePane.module.css'
import type { Reading } from './useReading.ts'
import { toldText } from './VersionPicker.tsx'

interface ReadingNoticeProps {
  readonly reading: Reading
  readonly told: CodeObject['python']
  readonly onBack: () => void
}

/** Says that what is shown is not what the bytes tell, with the way back. */
export function ReadingNotice({ reading, told, onBack }: ReadingNoticeProps) {
  if (reading.kind === 'told') return null
  return (
    <div className={styles.reading} role="status">
      <span>
        <Message text={sentenceOf(reading, toldText(told))} most={300} />
      </span>
      <Button onClick={onBack}>
        Back to {told.length === 0 ? 'what was told' : toldText(told)}
      </Button>
    </div>
  )
}

function sentenceOf(reading: Exclude<Reading, { kind: 'told' }>, told: string): string {
  const { python } = reading
  switch (reading.kind) {
    case 'waiting':
      return `Reading it as Python ${python} …`
    case 'read':
      return `Shown as Python ${python}, told was ${told}. ${faultsText(reading.code)}`
    case 'refused':
      return `It cannot be read as Python ${python}: ${reading.message}. Shown as told.`
  }
}

function faultsText({ python, faults }: CodeObject): string {
  if (python.length === 0) return 'No such Python writes this bytecode.'
  return faults.length === 0 ? 'It has no faults as such.' : 'Its faults as such are above.'
}
