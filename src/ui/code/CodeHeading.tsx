import type { CodeObject, Location } from '../../engine/index.ts'
import type { CodeView } from '../shared/codeView.ts'
import { CodeFacts } from './CodeFacts.tsx'
import { CodeOutline } from './CodeOutline.tsx'
import type { PaneLook } from './PaneLook.ts'
import { ReadingNotice } from './ReadingNotice.tsx'
import type { Shown } from './shown.ts'
import { StageFacts } from './StageFacts.tsx'
import type { Reading } from './useReading.ts'

interface CodeHeadingProps {
  readonly shown: Shown
  readonly code: CodeObject
  readonly told: CodeObject['python']
  readonly reading: Reading
  readonly highlight: Location | null
  readonly onLook: (look: PaneLook) => void
  readonly onSelect: (location: Location) => void
}

/** What code there is, and what is known of the one that is shown. */
export function CodeHeading(props: CodeHeadingProps) {
  const { shown, code, told, reading, highlight, onLook, onSelect } = props
  const { stage } = shown
  const readAs = (python: string | null): void =>
    onLook({
      view: ({ tab }) => ({ tab, reread: python === null ? null : { code: code.id, python } }),
      isStep: true,
    })
  return (
    <>
      <CodeOutline {...{ code, highlight, onSelect }} codes={shown.codes} />
      {stage === null ? (
        <CodeFacts
          {...{ code, told, onSelect }}
          python={reading.kind === 'told' ? null : reading.python}
          onPython={readAs}
        />
      ) : (
        <StageFacts {...{ code, stage, onSelect }} />
      )}
      <ReadingNotice {...{ reading, told }} onBack={() => readAs(null)} />
    </>
  )
}

/** The version that a code object is read as; null: as told. */
export function rereadAs({ reread }: CodeView, code: CodeObject): string | null {
  return reread !== null && reread.code === code.id ? reread.python : null
}
