import { ScanSearch } from 'lucide-react'
import { useState } from 'react'
import type { FileRevision } from '../../worker/client.ts'
import { escapeText } from '../../engine/model/escapeText.ts'
import { IconButton } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { toCountText, toSizeText } from '../shared/quantities.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import type { HistoryView } from './HistoryState.ts'
import styles from './history.module.css'

interface Props {
  readonly view: HistoryView
  readonly onChoose: (commit: string) => void
  readonly onOpen: (revision: FileRevision) => void
}

/** The commits that changed the file, newest first. Space chooses one to compare, Enter opens the file as it was. */
export function Revisions({ view: { revisions, chosen }, onChoose, onOpen }: Props) {
  const [active, setActive] = useState(0)
  const at = (index: number, act: (revision: FileRevision) => void): void => {
    const revision = revisions[index]
    if (revision !== undefined) act(revision)
  }
  return (
    <>
      <div className={styles.columns} aria-hidden="true">
        <span />
        <span>Date, as pushed</span>
        <span>Title</span>
        <span>Authors, as pushed</span>
        <span>Commit</span>
        <span className={styles.size}>Size</span>
        <span>SHA-256</span>
        <span />
      </div>
      <VirtualRows
        label="Commits that changed the file"
        role="grid"
        rows={revisions}
        heightOf={rowHeight}
        active={revisions.length === 0 ? -1 : active}
        onActive={setActive}
        onOpen={(index) => at(index, onOpen)}
        onKey={(event) => {
          if (event.key !== ' ') return false
          at(active, ({ commit }) => onChoose(commit.id))
          return true
        }}
      >
        {(revision) => (
          <Row
            revision={revision}
            isChosen={chosen.has(revision.commit.id)}
            onChoose={() => onChoose(revision.commit.id)}
            onOpen={() => onOpen(revision)}
          />
        )}
      </VirtualRows>
    </>
  )
}

interface RowProps {
  readonly revision: FileRevision
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly onOpen: () => void
}

function Row({ revision: { commit, file }, isChosen, onChoose, onOpen }: RowProps) {
  const short = commit.id.slice(0, 10)
  return (
    <div className={styles.row}>
      <span role="gridcell">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Compare ${short}`}
          checked={isChosen}
          onChange={onChoose}
        />
      </span>
      <span role="gridcell" title={escapeText(commit.date)}>
        <HostileText text={dateText(commit.date)} most={20} />
      </span>
      <span role="gridcell" className={styles.title}>
        <HostileText text={commit.title} most={80} />
      </span>
      <span role="gridcell">
        <HostileText text={commit.authors.join(', ')} most={48} />
      </span>
      <code role="gridcell" title={commit.id}>
        {short}
      </code>
      <span role="gridcell" className={styles.size} title={`${toCountText(file.size)} bytes`}>
        {toSizeText(file.size)}
      </span>
      <code role="gridcell" title={file.sha256 ?? `git blob ${file.blob}`}>
        {file.sha256 === null ? 'in git itself' : `${file.sha256.slice(0, 10)}…`}
      </code>
      <span role="gridcell">
        <IconButton icon={ScanSearch} label={`Open it as of ${short}`} onClick={onOpen} />
      </span>
    </div>
  )
}

/** `2026-03-01 12:00`, of ISO 8601. */
export function dateText(date: string): string {
  return date.slice(0, 16).replace('T', ' ')
}

function rowHeight(): number {
  return 28
}
