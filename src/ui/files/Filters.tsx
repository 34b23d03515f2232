import { X } from 'lucide-react'
import { useDeferredValue } from 'react'
import { HostileText } from '../shared/HostileText.tsx'
import { Mark } from '../shared/Mark.tsx'
import { toCountText } from '../shared/quantities.ts'
import type { Grouping, TableView } from '../shared/tableView.ts'
import styles from './FilesPane.module.css'
import { verdictCounts, type Line } from './lines.ts'

interface Props {
  readonly lines: readonly Line[]
  readonly view: TableView
  readonly onView: (change: (view: TableView) => TableView) => void
}

/** Narrows the table by words, verdicts and code, and puts what is alike together. */
export function Filters({ lines, view, onView }: Props) {
  const counts = verdictCounts(useDeferredValue(lines))
  const strangers = lines.filter(({ row }) => row?.isRecognised === false).length
  return (
    <div className={styles.filters} role="search" aria-label="Filter files">
      <input
        type="search"
        className={styles.words}
        aria-label="Words in files"
        placeholder="filter: name, format, rule, code, hash"
        data-key="filter"
        spellCheck={false}
        value={view.words}
        onChange={({ currentTarget: { value } }) => onView((each) => ({ ...each, words: value }))}
      />
      <span className={styles.chips} role="group" aria-label="Verdicts">
        {counts.map(({ word, shape, count }) => (
          <button
            key={word}
            type="button"
            className={styles.chip}
            aria-pressed={view.verdicts.includes(word)}
            onClick={() => onView((each) => withVerdict(each, word))}
          >
            <Mark shape={shape} /> {word} <span className={styles.count}>{toCountText(count)}</span>
          </button>
        ))}
      </span>
      {strangers > 0 && (
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={view.hidesStrangers}
            onChange={({ currentTarget: { checked } }) =>
              onView((each) => ({ ...each, hidesStrangers: checked }))
            }
          />
          hide what is not recognised ({toCountText(strangers)})
        </label>
      )}
      <label className={styles.choice}>
        Group by
        <select
          value={view.grouping}
          onChange={({ currentTarget: { value } }) =>
            onView((each) => ({ ...each, grouping: toGrouping(value) }))
          }
        >
          <option value="none">nothing</option>
          <option value="code">identical code</option>
          <option value="payload">identical bytes of code</option>
        </select>
      </label>
      {view.pivot !== null && (
        <button
          type="button"
          className={styles.chip}
          aria-pressed
          title="List the others again"
          onClick={() => onView((each) => ({ ...each, pivot: null }))}
        >
          <span>
            {view.pivot.by === 'code' ? 'with the code' : 'with the payload'}{' '}
            <HostileText text={view.pivot.name} most={32} />{' '}
            <code>{view.pivot.hash.slice(0, 10)}</code>
          </span>
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}

function withVerdict(view: TableView, word: string): TableView {
  const verdicts = view.verdicts.includes(word)
    ? view.verdicts.filter((each) => each !== word)
    : [...view.verdicts, word]
  return { ...view, verdicts }
}

function toGrouping(value: string): Grouping {
  return value === 'code' || value === 'payload' ? value : 'none'
}
