import { CloudDownload, X } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../shared/controls.tsx'
import { linkDifference, type Entry } from '../shared/entries.ts'
import type { Difference, Identity } from '../shared/EntryLink.ts'
import { HostileText } from '../shared/HostileText.tsx'
import type { HubSource } from '../shared/LinkSource.ts'
import { counted, toCountText } from '../shared/quantities.ts'
import { useStore } from '../shared/Store.ts'
import styles from './link.module.css'
import { RulesLine } from './RulesLine.tsx'
import type { VisitRules } from './visitRules.ts'

interface Props {
  readonly entry: Entry
  readonly rules: VisitRules
  /** Reads a file of the Hub; null where the policy of the page forbids it. */
  readonly onHub: ((source: HubSource) => void) | null
  readonly onClose: () => void
  /** Other rules are in use: the file is scanned anew. */
  readonly onRules: () => void
}

/** Below the verdict on a file that was opened by a link or a case file: whether it is that file, and what came with it. */
export function LinkLine({ entry, rules, onHub, onClose, onRules }: Props) {
  const { link, run } = entry
  if (link === null) return null
  const difference = linkDifference(entry)
  const field = link.address.rules
  return (
    <>
      {run.kind === 'case' && <FromCase {...{ entry, onHub }} />}
      {difference === null && <Quiet entry={entry} />}
      {difference !== null && !link.isClosed && <OtherFile {...{ difference, onClose }} />}
      {field !== null && <Brought {...{ field, rules, onRules }} />}
    </>
  )
}

interface BroughtProps extends Pick<Props, 'rules' | 'onRules'> {
  readonly field: string
}

/** The rules that came with it, once they are unfolded. */
function Brought({ field, rules, onRules }: BroughtProps) {
  const brought = useStore(rules.store).get(field)
  useEffect(() => rules.read(field), [field, rules])
  if (brought === undefined) return null
  return (
    <RulesLine
      rules={brought}
      onChoose={(choice) => {
        rules.choose(field, choice)
        onRules()
      }}
    />
  )
}

interface OtherFileProps {
  readonly difference: Difference
  readonly onClose: () => void
}

function OtherFile({ difference: { meant, found, isListed }, onClose }: OtherFileProps) {
  return (
    <section className={styles.other} role="alert" aria-label="Another file">
      <div>
        <strong>This is not the file your colleague saw.</strong> What the link chose is shown where
        it is found; nothing vouches that it means the same. Drop the right file, and it opens here.
        <dl className={styles.identities}>
          <dt>The link</dt>
          <dd>
            <Known {...meant} />
          </dd>
          <dt>This file</dt>
          <dd>
            <Known {...found} />
            {isListed && ', as the Hub lists it'}
          </dd>
        </dl>
      </div>
      <Button onClick={onClose}>
        <X size={16} aria-hidden="true" /> Close
      </Button>
    </section>
  )
}

function Known({ sha256, size }: Identity) {
  return (
    <>
      SHA-256 {sha256 === null ? 'not known' : <code>{sha256}</code>},{' '}
      {size === null ? 'size not known' : `${toCountText(size)} bytes`}
    </>
  )
}

/** What a case file says is not what this page found. */
function FromCase({ entry, onHub }: Pick<Props, 'entry' | 'onHub'>) {
  const { link, notes, journal } = entry
  const brought = link?.brought ?? null
  if (link === null || brought === null) return null
  const { source, sha256, size, name } = link.address
  return (
    <section className={styles.case} aria-label="Case file">
      <p>
        <strong>From a case file, not examined here.</strong> It was made on{' '}
        <HostileText text={brought.made.slice(0, 16)} most={20} /> by{' '}
        <HostileText text={brought.by} most={40} />, and anyone could have written it: findings,
        code and verdict below are its own. It holds {counted(notes.length, 'note')} and{' '}
        {counted(journal.length, 'act')}
        of setting aside. To examine the model, drop{' '}
        {name === null ? 'the file' : <HostileText text={name} most={60} mono />} here (
        <Known {...{ sha256, size }} />
        ): then notes and what was set aside are taken over, if it is that file.
      </p>
      {source?.kind === 'hub' && onHub !== null && (
        <Button onClick={() => onHub(source)}>
          <CloudDownload size={16} aria-hidden="true" /> Read it from the Hub
        </Button>
      )}
    </section>
  )
}

/** What is not known yet, or was not found. */
function Quiet({ entry }: { readonly entry: Entry }) {
  if (entry.link === null || entry.run.kind === 'case') return null
  const isMissing = entry.run.kind === 'done' && !entry.link.isFollowed
  const isOpen = isUnverified(entry)
  if (!isMissing && !isOpen) return null
  return (
    <p className={styles.quiet} role="status">
      {isMissing && 'What the link chose is not in this file, as far as it was examined. '}
      {isOpen &&
        'The SHA-256 of the link is not verified yet: only ranges of the file were read. “Verify” downloads the rest.'}
    </p>
  )
}

/** Whether the link tells a digest that was not computed here, since only ranges were read. */
function isUnverified({ link, model, analysis }: Entry): boolean {
  const isRead = analysis !== null && analysis.report.source.sha256 !== null
  return 'remote' in model && !isRead && link !== null && link.address.sha256 !== null
}
