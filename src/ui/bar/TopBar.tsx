import {
  ArrowLeft,
  CloudDownload,
  FileUp,
  FolderUp,
  Link2,
  Moon,
  PanelBottom,
  PanelLeft,
  PanelRight,
  Search,
  ShieldCheck,
  Sun,
} from 'lucide-react'
import { IconButton } from '../shared/controls.tsx'
import type { Entry } from '../shared/entries.ts'
import { HostileText } from '../shared/HostileText.tsx'
import type { Area, Layout } from '../shared/layout.ts'
import { counted } from '../shared/quantities.ts'
import type { Reach } from '../shared/policy.ts'
import type { Theme } from '../shared/theme.ts'
import { ReportMenu, type ReportForm } from './ReportMenu.tsx'
import styles from './TopBar.module.css'

/** What can be asked for from the bar. */
export interface TopBarActions {
  readonly onAbout: () => void
  readonly onTable: () => void
  readonly onChoose: (what: 'files' | 'folder') => void
  readonly onHub: () => void
  readonly onFind: () => void
  readonly onProof: () => void
  readonly onCopyLink: () => void
  readonly onReport: (form: ReportForm) => void
  readonly onTheme: () => void
  readonly onArea: (area: Area) => void
}

interface Props extends TopBarActions {
  /** The model that is shown; null on the table and the empty page. */
  readonly entry: Entry | null
  readonly fileCount: number
  /** Whether something of the Hub is open. */
  readonly isHub: boolean
  /** What the policy of this page lets it ask. */
  readonly reach: Reach
  readonly theme: Theme
  readonly layout: Layout
}

/** One line: which file, find, what can be done with it, and that nothing leaves. */
export function TopBar(props: Props) {
  const { entry, fileCount, theme } = props
  return (
    <header className={styles.bar}>
      <button
        type="button"
        className={styles.brand}
        onClick={props.onAbout}
        title="About Lambdascope"
      >
        <span className={styles.lambda} aria-hidden="true">
          λ
        </span>
        <span>Lambdascope</span>
      </button>
      {entry !== null && fileCount > 1 && (
        <IconButton
          icon={ArrowLeft}
          label={`Back to the table of ${counted(fileCount, 'file')}`}
          shortcut="Esc"
          onClick={props.onTable}
        >
          {counted(fileCount, 'file')}
        </IconButton>
      )}
      {entry !== null && (
        <span className={styles.name}>
          <HostileText text={entry.model.name} most={48} />
        </span>
      )}
      {fileCount > 0 && <Openers onChoose={props.onChoose} />}
      <IconButton
        icon={CloudDownload}
        label="Open from Hugging Face"
        shortcut="o"
        onClick={props.onHub}
      />
      <span className={styles.space} />
      {entry !== null && entry.analysis !== null && <FindButton onFind={props.onFind} />}
      <span className={styles.space} />
      <ProofButton isHub={props.isHub} reach={props.reach} onProof={props.onProof} />
      {entry !== null && <ModelActions {...props} />}
      <IconButton
        icon={theme === 'dark' ? Sun : Moon}
        label={theme === 'dark' ? 'Light theme' : 'Dark theme'}
        onClick={props.onTheme}
      />
    </header>
  )
}

function ProofButton({ isHub, reach, onProof }: Pick<Props, 'isHub' | 'reach' | 'onProof'>) {
  return (
    <button
      type="button"
      className={styles.proof}
      data-reach={reach}
      onClick={onProof}
      title="What leaves this page: see the proof"
    >
      <ShieldCheck size={16} aria-hidden="true" />
      <span>{promiseOf(reach, isHub)}</span>
    </button>
  )
}

function promiseOf(reach: Reach, isHub: boolean): string {
  if (reach === 'local') return 'local: nothing can leave this page'
  if (reach === 'anywhere') return 'this page may contact any https address'
  return isHub ? 'only the Hub is asked' : 'nothing leaves this page'
}

function Openers({ onChoose }: Pick<Props, 'onChoose'>) {
  return (
    <>
      <IconButton icon={FileUp} label="Open more files" onClick={() => onChoose('files')} />
      <IconButton icon={FolderUp} label="Open a folder" onClick={() => onChoose('folder')} />
    </>
  )
}

function FindButton({ onFind }: Pick<Props, 'onFind'>) {
  return (
    <button type="button" className={styles.find} onClick={onFind} title="Find anything (/ or ⌘K)">
      <Search size={16} aria-hidden="true" />
      <span>find anything</span>
      <kbd>⌘K</kbd>
    </button>
  )
}

const AREAS = [
  { area: 'left', icon: PanelLeft, label: 'Findings and parts' },
  { area: 'drawer', icon: PanelBottom, label: 'Hex, YARA and problems' },
  { area: 'right', icon: PanelRight, label: 'Details' },
] as const

function ModelActions({ entry, layout, onArea, onCopyLink, onReport }: Props) {
  return (
    <>
      <span className={styles.group}>
        {AREAS.map(({ area, icon, label }) => (
          <IconButton
            key={area}
            icon={icon}
            label={label}
            pressed={!layout.closed[area]}
            onClick={() => onArea(area)}
          />
        ))}
      </span>
      <IconButton
        icon={Link2}
        label="Copy a link to what is chosen"
        shortcut="c"
        onClick={onCopyLink}
      />
      {entry !== null && (
        <ReportMenu
          disabled={entry.analysis === null || entry.run.kind === 'case'}
          onReport={onReport}
        />
      )}
    </>
  )
}
