import { useCallback, useMemo, useState } from 'react'
import type { EffectCell } from '../engine/index.ts'
import type { groupDropped, prepareWorker, readCodeAs, reportJson } from '../worker/client.ts'
import styles from './App.module.css'
import { LocalNote } from './about/LocalNote.tsx'
import { AppDialog } from './AppDialog.tsx'
import type { Beside } from './beside.ts'
import { BesideLine, BesidePage, useBeside } from './BesidePage.tsx'
import { TopBar, type TopBarActions } from './bar/TopBar.tsx'
import { commandsOf, moreCommands } from './commands.ts'
import { chooseFiles } from './drop/chooseFiles.ts'
import { DropOverlay } from './drop/DropOverlay.tsx'
import { useFileDrop } from './drop/useFileDrop.ts'
import type { Dropped } from './drop/walkEntries.ts'
import { EmptyState } from './empty/EmptyState.tsx'
import type { Command } from './find/items.ts'
import { FilesTable, type TableDesk } from './FilesTable.tsx'
import { ModelView } from './ModelView.tsx'
import type { Dialog } from './perform.ts'
import { htmlReport } from './report/htmlReport.ts'
import { saveFile } from './shared/save.ts'
import type { Hub } from './hub/hub.ts'
import { HubBox } from './hub/HubBox.tsx'
import { HubPage } from './hub/HubPage.tsx'
import { RemoteLine } from './hub/RemoteLine.tsx'
import { LinkLine } from './link/LinkLine.tsx'
import { WantedBox } from './link/WantedBox.tsx'
import { useHubPaste } from './hub/useHubPaste.ts'
import { NoticeLine } from './NoticeLine.tsx'
import { withLinkClosed } from './session/links.ts'
import type { Session } from './session/session.ts'
import type { Sharing } from './sharing.ts'
import { useTakeFiles } from './useTakeFiles.ts'
import type { Acts } from './shared/acts.ts'
import { shownEntry, type Entry, type PageState } from './shared/entries.ts'
import { toHubAddress } from './shared/LinkSource.ts'
import { ALL_FINDINGS } from './shared/findingFilter.ts'
import type { LayoutControl } from './shared/layout.ts'
import type { Reach } from './shared/policy.ts'
import { useStore } from './shared/Store.ts'
import type { ThemeSwitch } from './shared/theme.ts'
import { useAlike } from './useAlike.ts'
import type { Offline } from './update/offline.ts'
import { UpdateLine } from './update/UpdateLine.tsx'
import type { Workbench } from './shared/workbench.ts'
import { usePageKeys } from './usePageKeys.ts'
import { useTitle } from './useTitle.ts'
import { VerdictBand } from './verdict/VerdictBand.tsx'

/** What the page is given from outside. */
interface Host {
  readonly version: string
  /** What the policy of this page lets it ask. */
  readonly reach: Reach
  readonly offline: Offline
  /** Asks whether another host may be contacted; returns what is wrong with the address, or ''. */
  readonly openElsewhere: (address: string) => string
  /** Erases what the page keeps in the browser, and begins it anew. */
  readonly forgetEverything: () => Promise<void>
  readonly groupDropped: typeof groupDropped
  readonly reportJson: typeof reportJson
  readonly prepareWorker: typeof prepareWorker
  readonly readCodeAs: typeof readCodeAs
  readonly workbench: Workbench
}

interface Props {
  readonly session: Session
  readonly hub: Hub
  readonly layout: LayoutControl
  readonly theme: ThemeSwitch
  readonly acts: Acts
  readonly beside: Beside
  readonly table: TableDesk
  readonly sharing: Sharing
  readonly host: Host
}

/** The whole page: empty, a table of files, or one model. */
export function App(props: Props) {
  const { session, hub, layout, theme, acts, beside, table, sharing, host } = props
  const state = useStore(session.store)
  const themeName = useStore(theme.store)
  const layoutState = useStore(layout.store)
  const hubView = useStore(hub.store)
  const isHistory = useStore(beside.history.store) !== null
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const entry = shownEntry(state)

  const onFiles = useTakeFiles({ session, acts, host, setDialog })
  const isOver = useFileDrop({ onFiles, onApproach: host.prepareWorker })
  const onAddress = useCallback(
    (text: string): void => {
      if (host.reach === 'local') setDialog({ kind: 'hub' })
      else acts.say(withStop(hub.openText(text)))
    },
    [hub, acts, host.reach],
  )
  useHubPaste(onAddress)
  const performer = useMemo(
    () => ({ session, layout, openDialog: setDialog, acts }),
    [session, layout, acts],
  )
  usePageKeys(performer)
  useTitle(entry)

  const onChoose = (what: 'files' | 'folder'): void => {
    host.prepareWorker()
    chooseFiles(what, onFiles)
  }
  const actions: TopBarActions = {
    onAbout: () => setDialog({ kind: 'about' }),
    onTable: () => {
      hub.close()
      beside.compare.close()
      beside.history.close()
      session.show(null)
    },
    onChoose,
    onHub: () => setDialog({ kind: 'hub' }),
    onFind: () => setDialog({ kind: 'find', query: '' }),
    onProof: () => setDialog({ kind: 'proof' }),
    onCopyLink: () => setDialog({ kind: 'link' }),
    onReport: (form) => saveReport(form, entry, host),
    onTheme: theme.toggle,
    onArea: (area) => layout.setClosed(area, !layoutState.closed[area]),
  }
  return (
    <div className={styles.app}>
      <TopBar
        {...actions}
        entry={entry}
        fileCount={state.entries.length}
        isHub={entry === null ? hubView.kind !== 'closed' || isHistory : entry.origin !== null}
        reach={host.reach}
        theme={themeName}
        layout={layoutState}
      />
      <UpdateLine offline={host.offline} isBusy={state.entries.length > 0} />
      <NoticeLine acts={acts} />
      <Content
        {...{
          state,
          session,
          hub,
          layout,
          acts,
          beside,
          table,
          sharing,
          host,
          onFiles,
          onChoose,
        }}
        onProof={actions.onProof}
        openDialog={setDialog}
      />
      <AppDialog
        dialog={dialog}
        entry={entry}
        version={host.version}
        reach={host.reach}
        offline={host.offline}
        session={session}
        hub={hub}
        files={state.entries}
        commands={commandsOf(performer, [
          ...moreCommands(actions, state, setDialog),
          ...besideCommands(beside, entry),
        ])}
        onForget={host.forgetEverything}
        sharing={sharing}
        onClose={() => setDialog(null)}
      />
      {isOver && <DropOverlay />}
    </div>
  )
}

interface ContentProps extends Omit<Props, 'theme'> {
  readonly state: PageState
  readonly onFiles: (dropped: Dropped) => void
  readonly onChoose: (what: 'files' | 'folder') => void
  readonly onProof: () => void
  readonly openDialog: (dialog: Dialog) => void
}

function Content(props: ContentProps) {
  const { state, session, hub, layout, host, onFiles, onChoose, onProof, openDialog } = props
  const { beside, acts, table, sharing } = props
  const isBeside = useBeside(beside, state.entries)
  const entry = shownEntry(state)
  const hubView = useStore(hub.store)
  const former = useStore(table.shelf.store)
  if (entry !== null)
    return (
      <ModelPage
        {...{ session, hub, layout, host, table, sharing, entry, openDialog, beside, state }}
      />
    )
  if (isBeside) return <BesidePage {...{ beside, session, entries: state.entries }} />
  if (hubView.kind !== 'closed')
    return <HubPage hub={hub} entries={state.entries} onHistory={beside.history.open} />
  if ((state.entries.length > 0 || former.length > 0) && state.wanted === null)
    return (
      <FilesTable
        session={session}
        table={table}
        acts={acts}
        onForget={() => openDialog({ kind: 'forget' })}
        onCompare={beside.compare.open}
      />
    )
  return (
    <EmptyState
      wanted={
        state.wanted === null ? null : (
          <WantedBox
            wanted={state.wanted}
            reach={host.reach}
            onHub={(source) => hub.open(toHubAddress(source))}
            onWeb={({ url }) => acts.say(withStop(host.openElsewhere(url)))}
            onForget={() => session.goTo('')}
          />
        )
      }
      onChoose={onChoose}
      onSample={(file) => onFiles({ files: [{ path: file.name, file }], isCut: false })}
      onProof={onProof}
      reach={host.reach}
      address={host.reach === 'local' ? <LocalNote /> : <HubBox hub={hub} />}
    />
  )
}

interface ModelPageProps extends Omit<Props, 'theme' | 'acts'> {
  readonly entry: Entry
  readonly state: PageState
  readonly openDialog: (dialog: Dialog) => void
}

function ModelPage(props: ModelPageProps) {
  const { session, hub, layout, table, sharing, host, entry, openDialog, beside, state } = props
  const onAlike = useAlike(session, table)
  /** Lists the findings of a cell, and chooses the worst of them. */
  const showCell = ({ kind, when, findings: [worst] }: EffectCell): void => {
    session.filter({ ...ALL_FINDINGS, effect: { kind, when } })
    if (worst !== undefined) session.select({ kind: 'finding', id: worst })
    layout.setFull(false)
    layout.setClosed('left', false)
  }
  return (
    <main className={styles.model} key={entry.id}>
      <VerdictBand
        entry={entry}
        onCancel={() => session.cancel(entry.id)}
        onRetry={() => session.retry(entry.id)}
        onProblems={() => {
          session.openTab('problems')
          layout.setClosed('drawer', false)
        }}
        onCell={showCell}
        onJournal={() => openDialog({ kind: 'journal' })}
      />
      <LinkLine
        entry={entry}
        rules={sharing.rules}
        onHub={host.reach === 'local' ? null : (source) => hub.open(toHubAddress(source))}
        onClose={() => session.store.set((state) => withLinkClosed(state, entry.id))}
        onRules={() => {
          session.cancel(entry.id)
          session.retry(entry.id)
        }}
      />
      <RemoteLine hub={hub} entry={entry} onRetry={() => session.retry(entry.id)} />
      <BesideLine {...{ beside, session, entry, entries: state.entries }} />
      {entry.analysis !== null && (
        <ModelView
          session={session}
          layout={layout}
          files={entry.model.files}
          analysis={entry.analysis}
          target={entry.target}
          view={entry.view}
          filter={entry.filter}
          tab={state.tab}
          openDialog={openDialog}
          workbench={host.workbench}
          readCodeAs={host.readCodeAs}
          onAlike={onAlike}
        />
      )}
    </main>
  )
}

/** What can be laid beside the model that is shown. */
function besideCommands({ compare, history }: Beside, entry: Entry | null): readonly Command[] {
  if (entry === null) return []
  const { origin, id } = entry
  return [
    { what: 'Compare with another open model', keys: '', run: () => compare.pick(id) },
    ...(origin === null
      ? []
      : [{ what: 'Show its history on the Hub', keys: '', run: () => history.open(origin) }]),
  ]
}

function withStop(problem: string): string {
  return problem === '' ? '' : `${problem}.`
}

function saveReport(form: 'json' | 'html', entry: Entry | null, host: Host): void {
  if (entry === null || entry.analysis === null) return
  const { report } = entry.analysis
  const name = `${report.source.name}.lambdascope.${form}`
  if (form === 'json') saveFile(document, name, 'application/json', host.reportJson(report))
  else saveFile(document, name, 'text/html', htmlReport(report, entry.run))
}
