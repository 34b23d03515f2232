import { Files as FilesIcon, X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { Analysis, Location, Operation, Report } from '../engine/index.ts'
import { locationKey } from '../engine/model/Location.ts'
import { FindingActions } from './detail/FindingActions.tsx'
import { FindingCard } from './detail/FindingCard.tsx'
import { LayerFacts } from './detail/LayerFacts.tsx'
import { OperationFacts } from './detail/OperationFacts.tsx'
import { SubjectHeading } from './detail/SubjectHeading.tsx'
import type { ReadCodeAs } from './code/useReading.ts'
import type { Dialog } from './perform.ts'
import type { Look } from './session/session.ts'
import type { Files } from './shared/bytesAt.ts'
import type { CodeView } from './shared/codeView.ts'
import { IconButton } from './shared/controls.tsx'
import { isSplit, type LayoutControl } from './shared/layout.ts'
import { Pane } from './shared/Pane.tsx'
import type { Selected, Target } from './shared/selection.ts'
import { useStore } from './shared/Store.ts'
import type { CodeSubject } from './shared/subject.ts'
import styles from './DetailColumn.module.css'

const CodePane = lazy(async () => {
  const { CodePane: component } = await import('./code/CodePane.tsx')
  return { default: component }
})

interface Props {
  readonly analysis: Analysis
  readonly files: Files
  readonly selected: Selected | null
  readonly view: CodeView
  readonly layout: LayoutControl
  /** Of each finding that was set aside, by id. */
  readonly reasons: ReadonlyMap<string, string>
  readonly openDialog: (dialog: Dialog) => void
  readonly readCodeAs: ReadCodeAs
  readonly onTakeBack: (finding: string) => void
  /** Lists all files that have a code object, by its id. */
  readonly onAlike: (code: string) => void
  readonly onSelect: (target: Target, isStep?: boolean) => void
  readonly onLook: (look: Look) => void
  readonly onClose: () => void
}

/** What is chosen: the finding, and the code, configuration or text that it speaks of. */
export function DetailColumn(props: Props) {
  const { analysis, files, selected, view, layout, readCodeAs, onSelect, onLook, onClose } = props
  const state = useStore(layout.store)
  const { report, contents } = analysis
  const finding = report.findings.find(({ id }) => id === selected?.finding)
  const location = selected?.location ?? null
  const subject = subjectOf(selected)
  const operation = operationAt(report, location)
  const layer = report.graph.layers.find(({ id }) => id === selected?.layer)
  return (
    <Pane
      id="pane-detail"
      title="Details"
      heading={<SubjectHeading report={report} selected={selected} />}
      actions={
        <>
          {finding !== undefined && (
            <FindingActions
              isAside={props.reasons.has(finding.id)}
              onRule={() => props.openDialog({ kind: 'rule', rule: finding.rule })}
              onNote={() => props.openDialog({ kind: 'notes', finding: finding.id })}
              onSetAside={() => props.openDialog({ kind: 'set-aside', finding: finding.id })}
              onTakeBack={() => props.onTakeBack(finding.id)}
            />
          )}
          <AlikeButton subject={subject} onAlike={props.onAlike} />
          <IconButton icon={X} label="Close details" onClick={onClose} />
        </>
      }
    >
      {finding !== undefined && (
        <FindingCard
          finding={finding}
          aside={props.reasons.get(finding.id) ?? null}
          onSelect={(location) => onSelect({ kind: 'location', location })}
        />
      )}
      {operation !== undefined && <OperationFacts operation={operation} />}
      {layer !== undefined && (
        <LayerFacts {...{ report, layer, onSelect }} isOpen={finding === undefined} />
      )}
      <div className={styles.code}>
        <Suspense fallback={<p className={styles.waits}>Loading the viewer …</p>}>
          <CodePane
            report={report}
            contents={contents}
            files={files}
            subject={subject}
            highlight={location}
            view={view}
            side={state.code.side}
            isSplit={isSplit(state)}
            readCodeAs={readCodeAs}
            onSide={layout.setSide}
            onSplit={layout.setSplit}
            onLook={({ location, ...look }) =>
              onLook(
                location === undefined ? look : { ...look, target: { kind: 'location', location } },
              )
            }
          />
        </Suspense>
      </div>
    </Pane>
  )
}

function subjectOf(selected: Selected | null): CodeSubject {
  return selected?.subject ?? { kind: 'none' }
}

interface AlikeButtonProps extends Pick<Props, 'onAlike'> {
  readonly subject: CodeSubject
}

/** From a code object to the table, where only files that have it are listed. */
function AlikeButton({ subject, onAlike }: AlikeButtonProps) {
  if (subject.kind !== 'code') return null
  const list = (): void => onAlike(subject.code)
  return <IconButton icon={FilesIcon} label="List all files with this code" onClick={list} />
}

/** The operation that stands at a location, or around it. */
function operationAt({ operations }: Report, location: Location | null): Operation | undefined {
  if (location === null) return undefined
  const onTheWay = new Set(location.map((_, at) => locationKey(location.slice(0, at + 1))))
  return operations.find(({ at }) => onTheWay.has(locationKey(at)))
}
