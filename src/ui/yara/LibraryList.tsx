import { ArrowDown, ArrowUp, Download, FilePlus, FolderInput, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { classes } from '../shared/classes.ts'
import { IconButton } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { counted } from '../shared/quantities.ts'
import type { LibraryFile } from './library.ts'
import styles from './YaraPane.module.css'

interface Props {
  readonly library: readonly LibraryFile[]
  readonly chosen: LibraryFile | null
  /** Matches of each rule, by file and rule. */
  readonly hits: ReadonlyMap<string, number>
  readonly actions: LibraryActions
}

export interface LibraryActions {
  readonly onChoose: (file: LibraryFile, line: number | null) => void
  readonly onSwitch: (file: LibraryFile, isOn: boolean) => void
  readonly onNew: () => void
  readonly onImport: (files: FileList) => void
  readonly onExport: () => void
  readonly onMove: (step: 1 | -1) => void
  readonly onDelete: () => void
}

/** Files of rules, on or off, and the rules of the one that is chosen. */
export function LibraryList({ library, chosen, hits, actions }: Props) {
  const isOwn = chosen !== null && !chosen.isBundled
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className={styles.library}>
      <div className={styles.tools} role="toolbar" aria-label="Rule files">
        <IconButton icon={FilePlus} label="New file of rules" onClick={actions.onNew} />
        <IconButton
          icon={FolderInput}
          label="Import rules: .yar files, or a zip of them"
          onClick={() => input.current?.click()}
        />
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept=".yar,.yara,.zip"
          aria-label="Files of rules"
          onChange={({ currentTarget }) => {
            if (currentTarget.files !== null) actions.onImport(currentTarget.files)
          }}
        />
        <IconButton icon={Download} label="Save own rules as a zip" onClick={actions.onExport} />
        <IconButton
          icon={ArrowUp}
          label="Run this file earlier"
          disabled={!isOwn}
          onClick={() => actions.onMove(-1)}
        />
        <IconButton
          icon={ArrowDown}
          label="Run this file later"
          disabled={!isOwn}
          onClick={() => actions.onMove(1)}
        />
        <IconButton
          icon={Trash2}
          label="Delete this file"
          disabled={!isOwn}
          onClick={actions.onDelete}
        />
      </div>
      <ul className={styles.files} aria-label="Files of rules">
        {library.map((file) => (
          <li key={`${file.isBundled} ${file.name}`}>
            <div className={classes(styles.file, file === chosen && styles.isChosen)}>
              <input
                type="checkbox"
                checked={file.isOn}
                aria-label={`Use ${file.name}`}
                onChange={({ currentTarget }) => actions.onSwitch(file, currentTarget.checked)}
              />
              <button
                type="button"
                className={styles.fileName}
                aria-current={file === chosen}
                onClick={() => actions.onChoose(file, null)}
              >
                <HostileText text={file.name} most={40} />
                <span className={styles.count}>
                  {file.isBundled ? 'ours, ' : ''}
                  {counted(file.rules.length, 'rule')}
                </span>
              </button>
            </div>
            {file === chosen && <RuleNames {...{ file, hits, actions }} />}
          </li>
        ))}
      </ul>
    </div>
  )
}

const MOST_NAMES = 500 // of one file; more are found with the editor's outline

function RuleNames({
  file,
  hits,
  actions,
}: Pick<Props, 'hits' | 'actions'> & { readonly file: LibraryFile }) {
  return (
    <ul aria-label={`Rules of ${file.name}`}>
      {file.rules.slice(0, MOST_NAMES).map(({ name, tags, line, isPrivate, isGlobal }) => {
        const count = hits.get(`${file.name} ${name}`) ?? 0
        return (
          <li key={`${line} ${name}`}>
            <button
              type="button"
              className={styles.ruleName}
              onClick={() => actions.onChoose(file, line)}
            >
              <span className={styles.name}>{name}</span>
              <span className={styles.tags}>
                {[isPrivate ? 'private' : '', isGlobal ? 'global' : '', ...tags]
                  .filter(Boolean)
                  .join(' ')}
              </span>
              {count > 0 && <span className={styles.hits}>{counted(count, 'hit')}</span>}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
