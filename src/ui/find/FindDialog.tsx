import { useId, useMemo, useState, type KeyboardEvent } from 'react'
import type { Analysis } from '../../engine/index.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { CodeMark, Mark } from '../shared/Mark.tsx'
import { Modal } from '../shared/Modal.tsx'
import type { Target } from '../shared/selection.ts'
import { findables, search, type Findable } from './search.ts'
import styles from './FindDialog.module.css'

interface Props {
  readonly analysis: Analysis
  readonly onSelect: (target: Target) => void
  readonly onClose: () => void
}

/** Finds findings, code, layers, parts and rules by what is written in them. */
export function FindDialog({ analysis, onSelect, onClose }: Props) {
  const id = useId()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const all = useMemo(() => findables(analysis), [analysis])
  const results = useMemo(() => search(all, query), [all, query])

  const choose = (item: Findable | undefined): void => {
    if (item === undefined) return
    onSelect(item.target)
    onClose()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = new Map([
      ['ArrowDown', 1],
      ['ArrowUp', -1],
    ]).get(event.key)
    if (event.key === 'Enter') choose(results[active])
    else if (step === undefined) return
    else setActive(Math.min(results.length - 1, Math.max(0, active + step)))
    event.preventDefault()
  }

  return (
    <Modal title="Find anything" onClose={onClose}>
      <input
        className={styles.query}
        role="combobox"
        aria-label="Find"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={results.length === 0 ? undefined : `${id}-${active}`}
        placeholder="A finding, layer, line of source, part, indicator, rule …"
        data-first
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      {results.length === 0 && <p role="status">Nothing has these words in it.</p>}
      <ul className={styles.results} role="listbox" id={`${id}-list`} aria-label="Found">
        {results.map((item, at) => (
          <li
            key={at}
            id={`${id}-${at}`}
            ref={at === active ? revealed : undefined}
            className={styles.result}
            role="option"
            aria-selected={at === active}
            onClick={() => choose(item)}
          >
            <Result item={item} />
          </li>
        ))}
      </ul>
    </Modal>
  )
}

function Result({ item: { kind, text, more, severity } }: { readonly item: Findable }) {
  return (
    <>
      <span className={styles.mark}>
        {severity !== null && <Mark shape={severity} />}
        {kind === 'code' && <CodeMark />}
      </span>
      <span className={styles.text}>
        <HostileText text={text} most={56} />
      </span>
      <span className={styles.more}>
        <HostileText text={more} most={80} />
      </span>
      <span className={styles.kind}>{kind}</span>
    </>
  )
}

function revealed(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
