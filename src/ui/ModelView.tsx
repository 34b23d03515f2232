import { memo, useMemo } from 'react'
import type { Analysis } from '../engine/index.ts'
import type { ReadCodeAs } from './code/useReading.ts'
import { DetailColumn } from './DetailColumn.tsx'
import { Drawer } from './Drawer.tsx'
import { FindingsPane } from './findings/FindingsPane.tsx'
import { focusPane } from './focusPane.ts'
import { GraphColumn } from './GraphColumn.tsx'
import { PaneGrid } from './PaneGrid.tsx'
import { PartsPane } from './parts/PartsPane.tsx'
import type { PartNode } from './parts/partsTree.ts'
import type { Dialog } from './perform.ts'
import type { Session } from './session/session.ts'
import type { CodeView } from './shared/codeView.ts'
import type { DrawerTab, Entry } from './shared/entries.ts'
import type { FindingFilter } from './shared/findingFilter.ts'
import { reasonsOf } from './shared/reasons.ts'
import type { LayoutControl } from './shared/layout.ts'
import { Pane } from './shared/Pane.tsx'
import { indexPlaces } from './shared/places.ts'
import { resolve, type Target } from './shared/selection.ts'
import { hasEnded } from './shared/verdictLook.ts'
import type { Workbench } from './shared/workbench.ts'

interface Props {
  readonly session: Session
  readonly layout: LayoutControl
  readonly files: Entry['model']['files']
  readonly analysis: Analysis
  readonly target: Target | null
  readonly view: CodeView
  readonly filter: FindingFilter
  readonly tab: DrawerTab
  readonly openDialog: (dialog: Dialog) => void
  readonly workbench: Workbench
  readonly readCodeAs: ReadCodeAs
  /** Lists all files that have a code object, by its id. */
  readonly onAlike: (code: string) => void
}

/** All panes of one model, moved by one selection. Progress, which comes often, does not draw them again. */
export const ModelView = memo(function ModelView(props: Props) {
  const { session, layout, files, analysis, target, view, tab, workbench, openDialog } = props
  const { report } = analysis
  const index = useMemo(() => indexPlaces(report), [report])
  const selected = useMemo(
    () => (target === null ? null : resolve(report, index, target)),
    [report, index, target],
  )
  const roots = useMemo(() => files.map(toRoot), [files])
  const reasons = useMemo(() => reasonsOf(report), [report])
  const none = noneTexts(analysis)

  return (
    <PaneGrid
      layout={layout}
      findings={
        <Pane id="pane-findings" title="Findings" count={report.findings.length}>
          <FindingsPane
            findings={report.findings}
            filter={props.filter}
            reasons={reasons}
            selected={selected?.finding ?? null}
            none={none.findings}
            onFilter={session.filter}
            onRule={(rule) => openDialog({ kind: 'rule', rule })}
            onSelect={(id) => session.select({ kind: 'finding', id })}
            onOpen={() => focusPane('detail')}
          />
        </Pane>
      }
      parts={
        <Pane id="pane-parts" title="Parts">
          <PartsPane
            report={report}
            files={roots}
            selected={selected}
            onSelect={(node) => session.select(targetOf(node))}
            onOpen={() => focusPane('detail')}
          />
        </Pane>
      }
      graph={
        <GraphColumn
          analysis={analysis}
          files={files}
          selected={selected?.layer ?? null}
          layout={layout}
          onSelect={(id) => session.select({ kind: 'layer', id })}
        />
      }
      detail={
        <DetailColumn
          analysis={analysis}
          files={files}
          selected={selected}
          view={view}
          layout={layout}
          reasons={reasons}
          openDialog={openDialog}
          readCodeAs={props.readCodeAs}
          onSelect={session.select}
          onTakeBack={(id) => session.setAside(id, null)}
          onAlike={props.onAlike}
          onLook={session.look}
          onClose={() => layout.setClosed('right', true)}
        />
      }
      drawer={
        <Drawer
          analysis={analysis}
          index={index}
          files={files}
          selected={selected}
          tab={tab}
          none={none}
          workbench={workbench}
          onTall={() => makeTall(layout)}
          onTab={session.openTab}
          onClose={() => layout.setClosed('drawer', true)}
          onSelect={session.select}
        />
      }
    />
  )
})

/** Room to write rules in; a second time, the usual room. */
function makeTall(layout: LayoutControl): void {
  const tall = Math.round(window.innerHeight * 0.7)
  if (layout.store.get().sizes.drawer >= tall) layout.reset('drawer')
  else layout.resize('drawer', tall)
}

function toRoot({ path, file }: Entry['model']['files'][number]) {
  return [{ kind: 'file', name: path, offset: 0, length: file.size, via: 'same' }] as const
}

function targetOf({ part, code, location }: PartNode): Target {
  if (code !== null) return { kind: 'location', location } // this one of its places
  return part === null ? { kind: 'location', location } : { kind: 'part', id: part }
}

function noneTexts({ report }: Analysis) {
  const so = hasEnded(report) ? '.' : ' so far.'
  const rest =
    report.complete || !hasEnded(report) ? '' : ' Not everything was examined, see Problems.'
  return {
    findings: `Nothing found${so}${rest}`,
    indicators: `No address, path, command, wallet or token was met${so}${rest}`,
    yara:
      report.passes.content === 'skipped'
        ? 'YARA did not run'
        : `No rule matched${so.replace('.', '')}`,
    problems: `Everything that was asked for was examined${so}`,
  }
}
