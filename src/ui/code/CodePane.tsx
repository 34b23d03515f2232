import { Download } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { Location, Report } from '../../engine/index.ts'
import type { Files } from '../shared/bytesAt.ts'
import { CopyButton, IconButton } from '../shared/controls.tsx'
import { locationKey } from '../../engine/model/Location.ts'
import { saveFile } from '../shared/save.ts'
import type { CodeSubject } from '../shared/subject.ts'
import { CodeFacts } from './CodeFacts.tsx'
import { CodeOutline } from './CodeOutline.tsx'
import styles from './CodePane.module.css'
import { locationOfLine } from './linesAt.ts'
import { linesIn, notesFor } from './notes.ts'
import { References } from './References.tsx'
import { shownFor, type Shown } from './shown.ts'
import { TabBar } from './TabBar.tsx'
import { bestTab, tabsFor, type Tab, type TabId } from './tabs.ts'
import type { Saved } from './TextDocument.ts'
import { useBytes } from './useBytes.ts'

interface CodePaneProps {
  readonly report: Report
  /** Bytes of derived windows, by `locationKey`. */
  readonly contents: ReadonlyMap<string, Uint8Array>
  /** The dropped files, for what is text in a file itself. */
  readonly files: Files
  readonly subject: CodeSubject
  /** What is chosen: the lines that speak of it are marked. */
  readonly highlight: Location | null
  /** `isStep`: chosen on purpose, not passed by with the arrow keys. */
  readonly onSelectLocation: (location: Location, isStep: boolean) => void
}

/** Monaco is loaded with it, when text is first shown. */
const TextViewer = lazy(async () => {
  const { TextViewer: component } = await import('../shared/monaco/TextViewer.tsx')
  return { default: component }
})

/** The code, configuration or text of what is chosen. */
export function CodePane(props: CodePaneProps) {
  const { report, contents, files, subject, highlight, onSelectLocation } = props
  const shown = useMemo(() => shownFor(report, subject, highlight), [report, subject, highlight])
  const found = useBytes(shown.layer?.at ?? shown.part?.location ?? null, files, contents)
  const tabs = useMemo(() => tabsFor(shown, report, found), [shown, report, found])
  const [tab, choose] = useTab(tabs, shown, highlight)
  const select = (location: Location): void => onSelectLocation(location, true)
  return (
    <div className={styles.pane}>
      {shown.code !== null && (
        <>
          <CodeOutline codes={shown.codes} code={shown.code} {...{ highlight }} onSelect={select} />
          <CodeFacts code={shown.code} onSelect={select} />
        </>
      )}
      <References references={shown.references} onSelect={select} />
      {tab === null ? (
        <p className={styles.none}>{whyNothing(subject, shown)}</p>
      ) : (
        <OpenTab
          {...{ report, shown, tabs, tab, highlight }}
          onTab={(id) => choose(id, highlight)}
          onLine={(location, isStep) => {
            choose(tab.id, location)
            onSelectLocation(location, isStep)
          }}
        />
      )}
    </div>
  )
}

interface OpenTabProps {
  readonly report: Report
  readonly shown: Shown
  readonly tabs: readonly Tab[]
  readonly tab: Tab
  readonly highlight: Location | null
  readonly onTab: (id: TabId) => void
  readonly onLine: (location: Location, isStep: boolean) => void
}

function OpenTab({ report, shown, tabs, tab, highlight, onTab, onLine }: OpenTabProps) {
  const code = tab.id === 'config' || tab.id === 'source' ? null : shown.code
  const document = useMemo(() => tab.open(), [tab])
  const text = useMemo(() => document.lines.join('\n'), [document])
  const notes = useMemo(() => notesFor(report, document, code), [report, document, code])
  const marked = useMemo(
    () => (highlight === null ? null : linesIn(document, code, highlight)),
    [document, code, highlight],
  )
  return (
    <>
      <TabBar tabs={tabs} current={tab.id} onTab={onTab}>
        <CopyButton text={text} label={`Copy ${tab.title}`} />
        <IconButton
          icon={Download}
          label={`Save ${tab.title}`}
          onClick={() => save(document.saved)}
        />
      </TabBar>
      <div className={styles.panel} role="tabpanel" aria-label={tab.title}>
        <Suspense fallback={<p className={styles.none}>Loading the viewer …</p>}>
          <TextViewer
            text={text}
            language={tab.language}
            label={`${tab.title}, read-only`}
            marked={marked}
            notes={notes}
            onLine={(line, isStep) => {
              const location = locationOfLine(document, line)
              if (location !== null) onLine(location, isStep)
            }}
          />
        </Suspense>
      </div>
    </>
  )
}

/**
 * The tab that is open: the one that shows what is chosen best. One that the user opened stays until something else
 * is chosen elsewhere; choosing a line of it is not elsewhere.
 */
function useTab(
  tabs: readonly Tab[],
  shown: Shown,
  highlight: Location | null,
): readonly [Tab | null, (id: TabId, at: Location | null) => void] {
  const [chosen, setChosen] = useState<{ readonly id: TabId; readonly key: string } | null>(null)
  const mine =
    chosen?.key === keyOf(highlight) ? tabs.find(({ id }) => id === chosen.id) : undefined
  const choose = (id: TabId, at: Location | null): void => setChosen({ id, key: keyOf(at) })
  return [mine ?? bestTab(tabs, shown, highlight), choose]
}

function keyOf(location: Location | null): string {
  return location === null ? '' : locationKey(location)
}

function whyNothing({ kind }: CodeSubject, { layer, part }: Shown): string {
  if (kind === 'none') return 'Choose a finding, a layer or a part. Its bytes are below, in Hex.'
  if (part !== null) return 'This part is not text. Its bytes are below, in Hex.'
  if (layer !== null)
    return 'This layer holds no code, and its configuration is not text that was kept. Its bytes are below, in Hex.'
  return 'The report no longer holds what was chosen.'
}

function save({ name, content }: Saved): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content)
  saveFile(document, name, 'application/octet-stream', part)
}
