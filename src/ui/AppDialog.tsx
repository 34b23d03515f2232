import { AboutDialog } from './about/AboutDialog.tsx'
import { KeysDialog } from './about/KeysDialog.tsx'
import { LocalNote } from './about/LocalNote.tsx'
import { ProofDialog } from './about/ProofDialog.tsx'
import { ForgetDialog } from './forget/ForgetDialog.tsx'
import type { Hub } from './hub/hub.ts'
import { HubDialogBody } from './hub/HubBox.tsx'
import { Modal } from './shared/Modal.tsx'
import { JournalDialog } from './aside/JournalDialog.tsx'
import { SetAsideDialog } from './aside/SetAsideDialog.tsx'
import { FindDialog } from './find/FindDialog.tsx'
import type { Command } from './find/items.ts'
import type { Dialog, ModelDialog } from './perform.ts'
import { LinkDialog } from './link/LinkDialog.tsx'
import { NotesDialog } from './notes/NotesDialog.tsx'
import { RuleDialog } from './rule/RuleDialog.tsx'
import { ownAddressOf } from './session/address.ts'
import type { Session } from './session/session.ts'
import type { Sharing } from './sharing.ts'
import type { Entry } from './shared/entries.ts'
import type { Reach } from './shared/policy.ts'
import { reasonsOf } from './shared/reasons.ts'
import type { Offline } from './update/offline.ts'
import { OfflineState } from './update/OfflineState.tsx'

interface Props {
  readonly dialog: Dialog | null
  /** The model that is shown. */
  readonly entry: Entry | null
  readonly version: string
  readonly reach: Reach
  readonly offline: Offline
  readonly session: Session
  readonly hub: Hub
  readonly files: readonly Entry[]
  readonly commands: readonly Command[]
  /** Erases what the page keeps in the browser. */
  readonly onForget: () => Promise<void>
  readonly sharing: Sharing
  readonly onClose: () => void
}

/** The dialog that is open, if any. */
export function AppDialog(props: Props) {
  const { dialog, entry, session, onClose } = props
  if (dialog === null) return null
  if (isOfPage(dialog)) return <OfPage {...props} dialog={dialog} />
  if (dialog.kind === 'link' || dialog.kind === 'notes')
    return <OfSharing {...props} dialog={dialog} />
  return <OfModel {...{ dialog, entry, session, onClose }} />
}

const OF_MODEL = new Set<Dialog['kind']>(['journal', 'rule', 'set-aside', 'link', 'notes'])

function isOfPage(dialog: Dialog): dialog is Exclude<Dialog, ModelDialog> {
  return !OF_MODEL.has(dialog.kind)
}

interface OfPageProps extends Omit<Props, 'dialog'> {
  readonly dialog: Exclude<Dialog, ModelDialog>
}

/** What speaks of the page, whether a model is shown or not. */
function OfPage(props: OfPageProps) {
  const { dialog, entry, reach, session, hub, onClose } = props
  switch (dialog.kind) {
    case 'keys':
      return <KeysDialog onClose={onClose} />
    case 'about':
      return <About {...props} />
    case 'proof':
      return <ProofDialog reach={reach} onClose={onClose} />
    case 'hub':
      return (
        <Modal title="Hugging Face Hub" onClose={onClose}>
          {reach === 'local' ? <LocalNote /> : <HubDialogBody hub={hub} onOpened={onClose} />}
        </Modal>
      )
    case 'find':
      return (
        <FindDialog
          query={dialog.query}
          analysis={entry?.analysis ?? null}
          files={props.files}
          commands={props.commands}
          onSelect={session.select}
          onFile={session.show}
          onClose={onClose}
        />
      )
    case 'forget':
      return <ForgetDialog onForget={props.onForget} onClose={onClose} />
  }
}

type SharingDialog = Extract<ModelDialog, { readonly kind: 'link' | 'notes' }>

interface OfModelProps extends Pick<Props, 'entry' | 'session' | 'onClose'> {
  readonly dialog: Exclude<ModelDialog, SharingDialog>
}

function About({ version, reach, offline, onClose }: Props) {
  const isFromCopy = 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null
  const state = <OfflineState offline={offline} />
  return <AboutDialog {...{ version, reach, isFromCopy, onClose }} offline={state} />
}

/** What speaks of the model that is shown. */
function OfModel({ dialog, entry, session, onClose }: OfModelProps) {
  if (entry === null || entry.analysis === null) return null
  if (dialog.kind === 'set-aside' && entry.run.kind === 'case')
    return <ReadOnly onClose={onClose} />
  const { analysis, journal, journalKept } = entry
  const { findings } = analysis.report
  const onFinding = (id: string): void => {
    session.select({ kind: 'finding', id })
    onClose()
  }
  switch (dialog.kind) {
    case 'rule': {
      const ofRule = findings.filter(({ rule }) => rule === dialog.rule)
      return <RuleDialog findings={ofRule} {...{ onFinding, onClose }} />
    }
    case 'set-aside': {
      const finding = findings.find(({ id }) => id === dialog.finding)
      return (
        finding && (
          <SetAsideDialog
            {...{ finding, journalKept, onClose }}
            reason={reasonsOf(analysis.report).get(finding.id) ?? null}
            onSetAside={(reason) => session.setAside(finding.id, reason)}
          />
        )
      )
    }
    case 'journal':
      return (
        <JournalDialog
          {...{ journal, journalKept, onFinding, onClose }}
          report={analysis.report}
          onTakeBack={(id) => session.setAside(id, null)}
        />
      )
  }
}

interface OfSharingProps extends Omit<Props, 'dialog'> {
  readonly dialog: SharingDialog
}

/** What one analyst hands to another. The link is made when it is asked for: what is chosen then stays in it. */
function OfSharing({ dialog, entry, session, sharing, onClose }: OfSharingProps) {
  if (entry === null || entry.analysis === null) return null
  const { tab } = session.store.get()
  if (dialog.kind === 'link')
    return (
      <LinkDialog
        address={ownAddressOf(entry, tab)}
        page={window.location.origin + window.location.pathname}
        rules={sharing.rules.inUse()}
        onCase={() => sharing.saveCase(entry, tab)}
        onClose={onClose}
      />
    )
  return (
    <NotesDialog
      findings={entry.analysis.report.findings}
      notes={entry.notes}
      first={dialog.finding}
      keeping={entry.run.kind === 'case' ? 'read-only' : entry.journalKept}
      onNote={session.note}
      onFinding={(id) => {
        session.select({ kind: 'finding', id })
        onClose()
      }}
      onClose={onClose}
    />
  )
}

function ReadOnly({ onClose }: Pick<Props, 'onClose'>) {
  return (
    <Modal title="Set a finding aside" onClose={onClose}>
      <p>
        What a case file says is only shown. Drop the model that it is about to set findings aside.
      </p>
    </Modal>
  )
}
