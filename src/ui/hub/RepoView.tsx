import { Lock, ScanSearch, X } from 'lucide-react'
import { useMemo } from 'react'
import { Button, CopyButton } from '../shared/controls.tsx'
import type { PinnedRepo } from '../../worker/client.ts'
import type { Entry } from '../shared/entries.ts'
import type { HubPlace } from '../shared/HubPlace.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { OutsideLink } from '../shared/OutsideLink.tsx'
import { counted, toCountText, toSizeText } from '../shared/quantities.ts'
import { useStore } from '../shared/Store.ts'
import { Countdown } from './Countdown.tsx'
import { moreOf } from './details.ts'
import { rootOf, type Hub } from './hub.ts'
import { ENDPOINT, type OpenRepo } from './HubState.ts'
import styles from './hub.module.css'
import { isModelFile } from './modelFiles.ts'
import { RepoFiles } from './RepoFiles.tsx'
import { RevisionPicker } from './RevisionPicker.tsx'
import { TokenBox } from './TokenBox.tsx'
import { TroubleText } from './TroubleText.tsx'

interface Props {
  readonly hub: Hub
  readonly view: OpenRepo
}

interface RepoProps extends Props {
  /** What is open of it says what was found here. */
  readonly entries: readonly Entry[]
  readonly onHistory: (place: HubPlace) => void
}

/** A repository of the Hub at one commit: its files, what the Hub says of them, and which are to be analysed. */
export function RepoView({ hub, view, entries, onHistory }: RepoProps) {
  const { files, chosen } = view
  const readable = useMemo(() => files.filter(isModelFile), [files])
  const here = useMemo(() => openedOf(view.repo, entries), [view.repo, entries])
  const rest = files.length - readable.length
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const toRead = readable.filter(({ path }) => chosen.has(path)).map(({ path }) => path)
  return (
    <main className={styles.repo} aria-label="Repository">
      <RepoHead hub={hub} view={view} toRead={toRead} />
      <Notices hub={hub} view={view} />
      <RepoFiles
        files={files}
        asked={view.details.asked}
        here={here}
        chosen={chosen}
        onChoose={hub.choose}
        onAnalyze={(path) => hub.analyze([path])}
        onHistory={(file) => onHistory({ repo: view.repo, file })}
      />
      <DetailsLine hub={hub} view={view} />
      <p className={styles.sum} role="status">
        {`${counted(files.length, 'file')}, ${toSizeText(bytes)}: ${toCountText(readable.length)} can be analysed, ${toCountText(rest)} of other kinds. `}
        What the Hub’s scanners say is theirs: it neither lowers nor raises the verdict here.
      </p>
    </main>
  )
}

/** The open files of a repository at its commit, by path. */
function openedOf(repo: PinnedRepo, entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const opened = entries.filter(
    ({ origin }) => origin?.repo.commit === repo.commit && origin.repo.repo.id === repo.repo.id,
  )
  return new Map(opened.map((entry) => [entry.origin?.file.path ?? '', entry]))
}

/** Of how many files the last commit and the scans were asked for, when that is not all of them. */
function DetailsLine({ hub, view }: Props) {
  const { files, details } = view
  const { asked, wanted } = details
  if (asked >= files.length) return null
  const more = moreOf(view)
  return (
    <div className={styles.details}>
      <span role="status">
        {asked < wanted ? 'Asking' : 'Asked'} for last commits and scan results:{' '}
        {toCountText(asked)} of {toCountText(files.length)}. What was not asked for is not known to
        be safe.
      </span>
      {more > 0 && <Button onClick={hub.askMore}>Ask for {toCountText(more)} more</Button>}
    </div>
  )
}

function RepoHead({ hub, view, toRead }: Props & { readonly toRead: readonly string[] }) {
  const { repo, refs } = view
  return (
    <header className={styles.head}>
      <h1 className={styles.name}>
        <HostileText text={repo.repo.id} most={80} />
      </h1>
      <RevisionPicker
        repo={repo}
        refs={refs}
        onRevision={(revision) => hub.open(rootOf({ repo: repo.repo, revision }))}
      />
      <span className={styles.commit} title={`Everything is read at commit ${repo.commit}`}>
        at commit <code>{repo.commit.slice(0, 10)}</code>
        <CopyButton text={repo.commit} label="Copy the commit" />
      </span>
      <span className={styles.space} />
      <Button onClick={() => hub.analyze(toRead)} disabled={toRead.length === 0} strong>
        <ScanSearch size={16} aria-hidden="true" /> Analyse {counted(toRead.length, 'file')}
      </Button>
      <Button onClick={hub.close}>
        <X size={16} aria-hidden="true" /> Close
      </Button>
    </header>
  )
}

function Notices({ hub, view }: Props) {
  const { repo, trouble, pause } = view
  const token = useStore(hub.tokens.store)
  const id = repo.repo.id
  return (
    <>
      {repo.gated !== 'no' && (
        <div className={styles.notice}>
          <p>
            <Lock size={16} aria-hidden="true" /> Gated: the files are given to those who accepted
            the terms at <OutsideLink address={`${ENDPOINT}/${id}`} />
            {repo.gated === 'manual' && ', and whom the owner let in'}.
            {token.value === null && ' Then a token of that account opens them here.'}
          </p>
          <TokenBox tokens={hub.tokens} />
        </div>
      )}
      {pause !== null && (
        <p className={styles.notice} role="status">
          <Countdown pause={pause} />. The list of files stays.
        </p>
      )}
      {trouble !== null && (
        <div className={styles.notice}>
          <p>Branches, commits or scan results of files are missing:</p>
          <TroubleText
            {...{ trouble, repo: id, tokens: hub.tokens }}
            onRetry={() => hub.open(rootOf(repo))}
          />
        </div>
      )}
    </>
  )
}
