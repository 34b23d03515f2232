import { History, ScanSearch } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { HubFile } from '../../worker/client.ts'
import type { Entry } from '../shared/entries.ts'
import { IconButton } from '../shared/controls.tsx'
import { escapeText } from '../../engine/model/escapeText.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { toCountText, toSizeText } from '../shared/quantities.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import styles from './hub.module.css'
import { isModelFile, readableFirst } from './modelFiles.ts'
import { HereWord } from './HereWord.tsx'
import { ScansCell } from './ScansCell.tsx'

interface Props {
  readonly files: readonly HubFile[]
  /** Of how many, in the order of the rows, the Hub was asked for more. */
  readonly asked: number
  /** Files of it that are open, by path. */
  readonly here: ReadonlyMap<string, Entry>
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (paths: ReadonlySet<string>) => void
  readonly onAnalyze: (path: string) => void
  readonly onHistory: (file: HubFile) => void
}

/** Files that can be analysed first. Space chooses one, Enter analyses it. */
export function RepoFiles({ files, asked, here, chosen, onChoose, onAnalyze, onHistory }: Props) {
  // Rows that stay the same while more becomes known of them: the list is not scrolled by it.
  const [rows] = useState(() => readableFirst(files))
  const known = useMemo(() => new Map(files.map((file) => [file.path, file])), [files])
  const [active, setActive] = useState(0)
  const readable = rows.filter(isModelFile)
  const isAll = readable.length > 0 && readable.every(({ path }) => chosen.has(path))
  const toggle = (file: HubFile | undefined): void => {
    if (file !== undefined && isModelFile(file)) onChoose(toggled(chosen, file.path))
  }
  const open = (file: HubFile | undefined): void => {
    if (file !== undefined) onAnalyze(file.path)
  }
  return (
    <>
      <div className={styles.columns}>
        <input
          type="checkbox"
          aria-label="Choose all that can be analysed"
          checked={isAll}
          onChange={() => onChoose(new Set(isAll ? [] : readable.map(({ path }) => path)))}
        />
        <span>File</span>
        <span className={styles.size}>Size</span>
        <span>Last commit</span>
        <span>Scanners of the Hub, and here</span>
        <span />
      </div>
      <VirtualRows
        label="Files of the repository"
        role="grid"
        rows={rows}
        heightOf={rowHeight}
        active={active}
        onActive={setActive}
        onOpen={(index) => open(rows[index])}
        onKey={(event) => {
          if (event.key !== ' ') return false
          toggle(rows[active])
          return true
        }}
      >
        {(file, index) => (
          <FileRow
            file={known.get(file.path) ?? file}
            isAsked={index < asked}
            entry={here.get(file.path) ?? null}
            isChosen={chosen.has(file.path)}
            onToggle={() => toggle(file)}
            onAnalyze={() => open(file)}
            onHistory={() => onHistory(known.get(file.path) ?? file)}
          />
        )}
      </VirtualRows>
    </>
  )
}

interface RowProps {
  readonly file: HubFile
  readonly isAsked: boolean
  /** The same file, open here. */
  readonly entry: Entry | null
  readonly isChosen: boolean
  readonly onToggle: () => void
  readonly onAnalyze: () => void
  readonly onHistory: () => void
}

function FileRow({ file, isAsked, entry, isChosen, onToggle, onAnalyze, onHistory }: RowProps) {
  const { path, size, lastCommit, scans } = file
  const isReadable = isModelFile(file)
  const name = escapeText(path.slice(0, 200))
  return (
    <div className={styles.row} data-other={isReadable ? undefined : ''}>
      <span role="gridcell">
        {isReadable && (
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={`Analyse ${name}`}
            checked={isChosen}
            onChange={onToggle}
          />
        )}
      </span>
      <span role="gridcell" className={styles.path}>
        <HostileText text={path} most={64} />
      </span>
      <span role="gridcell" className={styles.size} title={`${toCountText(size)} bytes`}>
        {toSizeText(size)}
      </span>
      <span role="gridcell" className={styles.last}>
        {lastCommit !== null && (
          <>
            {lastCommit.date.slice(0, 10)} <HostileText text={lastCommit.title} most={48} />
          </>
        )}
      </span>
      <span role="gridcell">
        {entry !== null && <HereWord entry={entry} scans={scans} />}
        <ScansCell scans={scans} isAsked={isAsked} />
      </span>
      <span role="gridcell" className={styles.action}>
        <IconButton icon={History} label={`History of ${name}`} onClick={onHistory} />
        <IconButton icon={ScanSearch} label={`Analyse ${name} alone`} onClick={onAnalyze} />
      </span>
    </div>
  )
}

function toggled(chosen: ReadonlySet<string>, path: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (!next.delete(path)) next.add(path)
  return next
}

function rowHeight(): number {
  return 28
}
