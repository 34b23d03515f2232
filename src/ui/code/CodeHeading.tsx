import type { CodeObject, Location } from '../../engine/index.ts'
import { viewElsewhere, type CodeView } from '../shared/codeView.ts'
import { CodeFacts } from './CodeFacts.tsx'
import { CodeOutline } from './CodeOutline.tsx'
import type { OutlineItem } from './outline.ts'
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
  readonly view: CodeView
  readonly highlight: Location | null
  readonly onLook: (look: PaneLook) => void
  readonly onSelect: (location: Location) => void
}

/** What code there is, and what is known of the one that is shown. */
export function CodeHeading(props: CodeHeadingProps) {
  const { shown, code, told, reading, view, highlight, onLook, onSelect } = props
  const { stage } = shown
  const readAs = (python: string | null): void =>
    onLook({
      view: ({ tab }) => ({ tab, code: code.id, python, stage: null, at: null }),
      isStep: true,
    })
  return (
    <>
      <CodeOutline
        {...{ code, view, highlight }}
        codes={shown.codes}
        onChoose={(item) => onLook(lookAt(item))}
      />
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

/** A row of the outline: its bytes are chosen, and its stage is shown. */
function lookAt({ code, location, stage, at }: OutlineItem): PaneLook {
  return {
    location,
    view: (view) =>
      stage === null
        ? viewElsewhere(view)
        : { ...viewElsewhere(view), code: code.id, python: ownPython(view, code), stage, at },
    isStep: true,
  }
}

/** The version that a code object is read as. */
export function ownPython(view: CodeView, code: CodeObject): string | null {
  return view.code === code.id ? view.python : null
}
