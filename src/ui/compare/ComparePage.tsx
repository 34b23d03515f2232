import { ArrowLeftRight, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { compareReports } from '../../compare/compareReports.ts'
import {
  comparisonText,
  countsText,
  emptyText,
  SAMENESS_WORDS,
} from '../../compare/comparisonText.ts'
import type { Comparison, Place, Section } from '../../compare/Comparison.ts'
import { Button, CopyButton } from '../shared/controls.tsx'
import type { Entry } from '../shared/entries.ts'
import { ErrorBoundary } from '../shared/ErrorBoundary.tsx'
import { counted } from '../shared/quantities.ts'
import styles from './compare.module.css'
import { Differences } from './Differences.tsx'
import { Gaps } from './Gaps.tsx'
import { SideCard } from './SideCard.tsx'
import { useTexts } from './useTexts.ts'

interface Props {
  readonly before: Entry
  readonly after: Entry
  readonly onSwap: () => void
  readonly onClose: () => void
  /** Opens a model, at a place in it. */
  readonly onOpen: (id: string, place: Place | null) => void
  readonly onCancel: (id: string) => void
  readonly onRetry: (id: string) => void
}

/** Two models side by side: the verdicts first, then what differs, and what could not be compared. */
export function ComparePage(props: Props) {
  const { before, after, onSwap, onClose, onOpen } = props
  const [one, other] = [
    useTexts(before.analysis, before.model.files),
    useTexts(after.analysis, after.model.files),
  ]
  const page = useRef<HTMLElement>(null)
  useEffect(() => page.current?.focus(), [])
  const comparison = useMemo(
    () => (one === null || other === null ? null : compareReports(one, other)),
    [one, other],
  )
  return (
    <main
      className={styles.page}
      aria-label="Comparison"
      ref={page}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
    >
      <header className={styles.head}>
        <h1>Comparison</h1>
        <span className={styles.space} />
        {comparison !== null && <Copies comparison={comparison} />}
        <Button onClick={onSwap} title="What is before becomes after, and the other way round">
          <ArrowLeftRight size={16} aria-hidden="true" /> Swap
        </Button>
        <Button onClick={onClose}>
          <X size={16} aria-hidden="true" /> Close
        </Button>
      </header>
      <div className={styles.sides}>
        {(
          [
            ['Before', before],
            ['After', after],
          ] as const
        ).map(([word, entry]) => (
          <SideCard
            key={word}
            word={word}
            entry={entry}
            onOpen={() => onOpen(entry.id, null)}
            onCancel={() => props.onCancel(entry.id)}
            onRetry={() => props.onRetry(entry.id)}
          />
        ))}
      </div>
      {comparison === null || one === null || other === null ? (
        <p className={styles.wait} role="status">
          {waitText(before, after)}
        </p>
      ) : (
        <ErrorBoundary what="The comparison">
          <Body
            comparison={comparison}
            reports={[one.report, other.report]}
            onPlace={(side, place) => onOpen(side === 'before' ? before.id : after.id, place)}
          />
        </ErrorBoundary>
      )}
    </main>
  )
}

function waitText(...entries: readonly Entry[]): string {
  const isStuck = entries.some(
    ({ run, analysis }) => analysis === null && run.kind !== 'running' && run.kind !== 'waiting',
  )
  return isStuck
    ? 'One of the two could not be read: there is nothing to compare it with.'
    : 'They are compared as soon as both have been read.'
}

function Copies({ comparison }: { readonly comparison: Comparison }) {
  const [text, json] = useMemo(
    () => [comparisonText(comparison), `${JSON.stringify(comparison, null, 2)}\n`],
    [comparison],
  )
  return (
    <>
      <CopyButton text={text} label="Copy the comparison as text" words="Text" />
      <CopyButton text={json} label="Copy the comparison as JSON" words="JSON" />
    </>
  )
}

interface BodyProps {
  readonly comparison: Comparison
  readonly reports: Parameters<typeof Differences>[0]['reports']
  readonly onPlace: (side: 'before' | 'after', place: Place) => void
}

function Body({ comparison, reports, onPlace }: BodyProps) {
  const { differences, counts, leftOut, bytes, gaps } = comparison
  const [hidden, setHidden] = useState<ReadonlySet<Section>>(new Set())
  if (differences.length === 0)
    return (
      <>
        <p className={styles.summary} role="status">
          {emptyText(comparison)}.
        </p>
        <Gaps gaps={gaps} />
      </>
    )
  return (
    <>
      <p className={styles.summary} role="status">
        {countsText(comparison)}. {SAMENESS_WORDS[bytes]}.
        {leftOut > 0 && ` ${counted(leftOut, 'difference')} more are not listed.`}
      </p>
      <Gaps gaps={gaps} />
      <Differences
        differences={differences}
        counts={counts}
        hidden={hidden}
        onHidden={setHidden}
        reports={reports}
        onPlace={onPlace}
      />
    </>
  )
}
