import { useMemo } from 'react'
import type { Location, Report } from '../../engine/index.ts'
import type { Files } from '../shared/bytesAt.ts'
import { viewElsewhere, type CodeView } from '../shared/codeView.ts'
import type { CodeLayout } from '../shared/layout.ts'
import type { CodeSubject } from '../shared/subject.ts'
import { CodeHeading, rereadAs } from './CodeHeading.tsx'
import styles from './CodePane.module.css'
import type { PaneLook } from './PaneLook.ts'
import { References } from './References.tsx'
import { shownFor, viewed, type Shown } from './shown.ts'
import { bestTab, tabsFor } from './tabs.ts'
import { useBytes } from './useBytes.ts'
import { useReading, type ReadCodeAs, type Reading } from './useReading.ts'
import { Views } from './Views.tsx'

interface CodePaneProps {
  readonly report: Report
  /** Bytes of derived windows, by `locationKey`. */
  readonly contents: ReadonlyMap<string, Uint8Array>
  /** The dropped files, for what is text in a file itself. */
  readonly files: Files
  readonly subject: CodeSubject
  /** What is chosen: the lines that speak of it are marked. */
  readonly highlight: Location | null
  readonly view: CodeView
  readonly side: CodeLayout['side']
  /** Source and disassembly at once. */
  readonly isSplit: boolean
  readonly readCodeAs: ReadCodeAs
  readonly onLook: (look: PaneLook) => void
  readonly onSide: (side: CodeLayout['side']) => void
  readonly onSplit: (isSplit: boolean) => void
}

/** The code, configuration or text of what is chosen. */
export function CodePane(props: CodePaneProps) {
  const { report, contents, files, subject, highlight, view, onLook } = props
  const found = useMemo(() => shownFor(report, subject, highlight), [report, subject, highlight])
  const { shown, reading } = useShown(found, props)
  const bytes = useBytes(textOf(found), files, contents)
  const tabs = useMemo(() => tabsFor(shown, report, bytes), [shown, report, bytes])
  const tab = tabs.find(({ id }) => id === view.tab) ?? bestTab(tabs, shown, highlight, props.side)
  const select = (location: Location): void =>
    onLook({ location, view: viewElsewhere, isStep: true })
  return (
    <div className={styles.pane}>
      {shown.code !== null && (
        <CodeHeading
          {...{ shown, reading, highlight, onLook }}
          code={shown.code}
          told={found.code?.python ?? []}
          onSelect={select}
        />
      )}
      <References references={shown.references} onSelect={select} />
      {tab === null ? (
        <p className={styles.none}>{whyNothing(subject, shown, highlight)}</p>
      ) : (
        <Views
          {...{ report, tabs, tab, highlight, onLook }}
          isSplit={props.isSplit}
          onSide={props.onSide}
          onSplit={props.onSplit}
        />
      )}
    </div>
  )
}

/** What was found, with its code read as the version that was chosen. */
function useShown(
  found: Shown,
  { files, contents, highlight, view, readCodeAs }: CodePaneProps,
): { readonly shown: Shown; readonly reading: Reading } {
  const payload = useBytes(found.code?.locations[0] ?? null, files, contents)
  const python = found.code === null ? null : rereadAs(view, found.code)
  const reading = useReading(found.code, python, payload?.bytes ?? null, readCodeAs)
  const code = reading.kind === 'read' ? reading.code : found.code
  const shown = useMemo(
    () => (code === null ? found : viewed(found, code, highlight)),
    [found, code, highlight],
  )
  return { shown, reading }
}

function textOf({ layer, part }: Shown): Location | null {
  return layer?.at ?? part?.location ?? null
}

function whyNothing(
  { kind }: CodeSubject,
  { layer, part }: Shown,
  highlight: Location | null,
): string {
  if (kind === 'none' && highlight === null) return 'Choose a finding, a layer or a part.'
  if (kind === 'none') return 'Its bytes are below, in Hex.'
  if (part !== null) return 'This part is not text. Its bytes are below, in Hex.'
  if (layer !== null)
    return 'This layer holds no code, and its configuration is not text that was kept. Its bytes are below, in Hex.'
  return 'The report no longer holds what was chosen.'
}
