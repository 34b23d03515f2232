import { Download, Search } from 'lucide-react'
import { lazy, Suspense, useMemo, useRef } from 'react'
import type { Location, Range, Report } from '../../engine/index.ts'
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
import type { Saved, TextDocument } from './TextDocument.ts'

interface TextViewProps {
  readonly report: Report
  readonly tab: Tab
  /** What is chosen in the file. */
  readonly highlight: Location | null
  /** What is chosen in the bytes of a stage. */
  readonly at: Range | null
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
  const { report, tab, highlight, at, pointed, onLook, onPoint } = props
  const viewer = useRef<ViewerHandle>(null)
  const document = useMemo(() => tab.open(), [tab])
  const text = useMemo(() => document.lines.join('\n'), [document])
  const notes = useMemo(() => notesFor(report, document, tab.code), [report, document, tab])
  const marked = useMemo(
    () => markedLines(document, tab, { highlight, at }),
    [document, tab, highlight, at],
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
            const look = lookAtLine(document, tab, line)
            if (look !== null) onLook({ ...look, isStep })
          }}
          onPoint={(line) => onPoint(line === null ? null : (document.ranges[line - 1] ?? null))}
        />
      </Suspense>
    </section>
  )
}

/** A document that stands in no file is marked by what is chosen in its own bytes. */
function markedLines(
  document: TextDocument,
  { code }: Tab,
  { highlight, at }: Pick<TextViewProps, 'highlight' | 'at'>,
): readonly LineRange[] {
  if (document.at.length === 0) return at === null ? NO_LINES : linesOf(document.ranges, at)
  return highlight === null ? NO_LINES : linesIn(document, code, highlight)
}

/** Chooses the bytes of a line; the tab stays. Null for a line of ours. */
function lookAtLine(
  document: TextDocument,
  { id }: Tab,
  line: number,
): Omit<PaneLook, 'isStep'> | null {
  const at = document.ranges[line - 1] ?? null
  if (at === null) return null
  if (document.at.length === 0) return { view: (view) => ({ ...view, tab: id, at }) }
  const location = locationOfLine(document, line)
  return location === null ? null : { location, view: (view) => ({ ...view, tab: id, at: null }) }
}

function save({ name, content }: Saved): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content)
  saveFile(document, name, 'application/octet-stream', part)
}
