import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { Button, IconButton } from '../shared/controls.tsx'
import { toCountText, toSizeText } from '../shared/quantities.ts'
import { SEARCH_KINDS, type SearchKind, type Wanted } from './pattern.ts'
import type { Searching, SearchState } from './useSearch.ts'
import styles from './FindBar.module.css'

interface Props {
  readonly searching: Searching
  readonly size: number
  /** The first chosen byte: next and previous go on from there. */
  readonly offset: number
  readonly onGo: (offset: number, length: number) => void
  readonly onClose: () => void
}

const PLACEHOLDERS: Readonly<Record<SearchKind, string>> = {
  text: 'find text',
  'UTF-16': 'find text',
  hex: '50 4b ?? 04',
}

/** Finds bytes or text in the whole window, and goes through the places. */
export function FindBar({ searching, size, offset, onGo, onClose }: Props) {
  const [wanted, setWanted] = useState<Wanted>({ text: '', kind: 'text', anyCase: true })
  const begun = useRef<Wanted | null>(null)
  const { state, start, stop } = searching
  const go = (step: 1 | -1): void => {
    if (begun.current !== wanted) {
      begun.current = wanted
      start(wanted)
      return
    }
    const next = neighbour(state, offset, step)
    if (next !== null && 'length' in state) onGo(next, state.length)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
  }
  return (
    <div className={styles.bar} role="search" aria-label="Find bytes">
      <input
        className={styles.text}
        aria-label="Find"
        aria-invalid={state.kind === 'refused'}
        placeholder={PLACEHOLDERS[wanted.kind]}
        title="Enter finds, and goes to the next place; Shift+Enter to the one before"
        value={wanted.text}
        autoFocus
        onKeyDown={onKeyDown}
        onChange={(event) => setWanted({ ...wanted, text: event.target.value })}
      />
      <select
        className={styles.kind}
        aria-label="Find as"
        value={wanted.kind}
        onChange={(event) => {
          const kind = SEARCH_KINDS.find((each) => each === event.target.value)
          if (kind !== undefined) setWanted({ ...wanted, kind })
        }}
      >
        <option value="text">ASCII, UTF-8</option>
        <option value="UTF-16">UTF-16</option>
        <option value="hex">hex, ?? any</option>
      </select>
      <label className={styles.case}>
        <input
          type="checkbox"
          checked={wanted.anyCase}
          disabled={wanted.kind === 'hex'}
          onChange={(event) => setWanted({ ...wanted, anyCase: event.target.checked })}
        />
        any case
      </label>
      <Button onClick={() => go(1)}>Find</Button>
      <IconButton
        icon={ArrowUp}
        label="Previous place"
        shortcut="Shift+Enter"
        onClick={() => go(-1)}
      />
      <IconButton icon={ArrowDown} label="Next place" shortcut="Enter" onClick={() => go(1)} />
      <span className={styles.said} role="status">
        {said(state, offset, size)}
      </span>
      {state.kind === 'running' && <Button onClick={stop}>Cancel</Button>}
      <IconButton icon={X} label="Close the search" onClick={onClose} />
    </div>
  )
}

/** The next place behind or before the cursor, round the end. */
function neighbour(state: SearchState, offset: number, step: 1 | -1): number | null {
  if (!('search' in state)) return null
  const { offsets } = state.search
  const next =
    step === 1
      ? (offsets.find((each) => each > offset) ?? offsets[0])
      : (offsets.findLast((each) => each < offset) ?? offsets.at(-1))
  return next ?? null
}

function said(state: SearchState, offset: number, size: number): string {
  if (state.kind === 'none') return ''
  if (state.kind === 'refused') return state.problem
  const { search, kind } = state
  const { count, offsets, done } = search
  const at = offsets.indexOf(offset)
  const place = at >= 0 ? `${toCountText(at + 1)} of ` : ''
  const kept =
    offsets.length < count ? `, the first ${toCountText(offsets.length)} can be visited` : ''
  const found = count === 0 ? 'Not found' : `${place}${toCountText(count)} found${kept}`
  if (kind === 'done') return found
  const part = `${toSizeText(Math.min(done, size))} of ${toSizeText(size)}`
  return kind === 'running'
    ? `${count === 0 ? 'Nothing' : found} so far, ${part} searched`
    : `${count === 0 ? 'Nothing' : found} in the ${part} that were searched`
}
