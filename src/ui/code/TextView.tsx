import { Download, Search } from 'lucide-react'
import { lazy, Suspense, useMemo, useRef } from 'react'
import type { Location, Range, Report } from '../../engine/index.ts'
import type { CodeView } from '../shared/codeView.ts'
import { CopyButton, IconButton } from '../shared/controls.tsx'
import type { LineRange } from '../shared/monaco/LineNote.ts'
import type { ViewerHandle } from '../shared/monaco/TextViewer.tsx'
import { saveFile } from '../shared/save.ts'
import styles from './CodePane.module.css'
import { linesOf, locationOfLine } from './linesAt.ts'
import { linesIn, notesFor } from './notes.ts'
import type { PaneLook } from './PaneLook.ts'
import { SourceStatus } from './SourceStatus.tsx'
import type { Tab } from './tabs.ts'
import type { Saved } from './TextDocument.ts'

interface TextViewProps {
  readonly report: Report
  readonly tab: Tab
  /** What is chosen in the file. */
  readonly highlight: Location | null
  /** The bytes that are pointed at in the other view. */
  readonly pointed: Range | null
  readonly onLook: (look: PaneLook) => void
  readonly onPoint: (range: Range | null) => void
}

/** Monaco is loaded with it, when text is first shown. */
const TextViewer = lazy(async () => {
  const { TextViewer: component } = await import('../shared/monaco/TextViewer.tsx')
  return { default: component }
})

const NO_LINES: readonly LineRange[] = []

/** One text with what can be done with it. */
export function TextView(props: TextViewProps) {
  const { report, tab, highlight, pointed, onLook, onPoint } = props
  const viewer = useRef<ViewerHandle>(null)
  const document = useMemo(() => tab.open(), [tab])
  const text = useMemo(() => document.lines.join('\n'), [document])
  const notes = useMemo(() => notesFor(report, document, tab.code), [report, document, tab])
  const marked = useMemo(
    () => (highlight === null ? NO_LINES : linesIn(document, tab.code, highlight)),
    [document, tab, highlight],
  )
  const pointedLines = useMemo(
    () => (pointed === null ? NO_LINES : linesOf(document.ranges, pointed)),
    [document, pointed],
  )
  return (
    <section className={styles.view} role="tabpanel" aria-label={tab.title}>
      <div className={styles.viewBar}>
        {tab.id === 'source' && tab.code !== null ? (
          <SourceStatus code={tab.code} />
        ) : (
          <span className={styles.sentence}>{tab.about}</span>
        )}
        <IconButton
          icon={Search}
          label={`Find in ${tab.title}`}
          shortcut="Ctrl F"
          onClick={() => viewer.current?.find()}
        />
        <CopyButton text={text} label={`Copy ${tab.title}`} />
        <IconButton
          icon={Download}
          label={`Save ${tab.title}`}
          onClick={() => save(document.saved)}
        />
      </div>
      {text === '' && <p className={styles.none}>Nothing could be read here.</p>}
      <Suspense fallback={<p className={styles.none}>Loading the viewer …</p>}>
        <TextViewer
          ref={viewer}
          text={text}
          language={tab.language}
          label={`${tab.title}, read-only`}
          marked={marked}
          pointed={pointedLines}
          uncertain={document.uncertain}
          notes={notes}
          onLine={(line, isStep) => {
            const location = locationOfLine(document, line)
            const stay = (view: CodeView): CodeView => ({ ...view, tab: tab.id })
            if (location !== null) onLook({ location, view: stay, isStep })
          }}
          onPoint={(line) => onPoint(line === null ? null : (document.ranges[line - 1] ?? null))}
        />
      </Suspense>
    </section>
  )
}

function save({ name, content }: Saved): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content)
  saveFile(document, name, 'application/octet-stream', part)
}
