import { useId, useMemo, useState, type KeyboardEvent } from 'react'
import type { Analysis } from '../../engine/index.ts'
import type { Entry } from '../shared/entries.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { CodeMark, Mark } from '../shared/Mark.tsx'
import { Modal } from '../shared/Modal.tsx'
import type { Target } from '../shared/selection.ts'
import styles from './FindDialog.module.css'
import { found, itemsBeside, itemsIn, type Command, type Item } from './items.ts'

interface Props {
  /** What it begins with. */
  readonly query: string
  /** Of the model that is shown. */
  readonly analysis: Analysis | null
  readonly files: readonly Entry[]
  readonly commands: readonly Command[]
  readonly onSelect: (target: Target) => void
  readonly onFile: (id: string) => void
  readonly onClose: () => void
}

/** Finds findings, code, layers, parts, rules, open files and commands by their words; `>` finds commands only. */
export function FindDialog(props: Props) {
  const { analysis, files, commands, onClose } = props
  const id = useId()
  const [query, setQuery] = useState(props.query)
  const [active, setActive] = useState(0)
  const inModel = useMemo(() => itemsIn(analysis), [analysis])
  const results = found([...inModel, ...itemsBeside(files, commands)], query)

  const choose = (item: Item | undefined): void => {
    if (item === undefined) return
    onClose()
    const { leads } = item
    if (leads.kind === 'target') props.onSelect(leads.target)
    else if (leads.kind === 'file') props.onFile(leads.id)
    else leads.run()
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
        placeholder="A finding, layer, line of source, part, indicator, rule, file; > what the page can do"
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

function Result({ item: { kind, text, more, shape, keys } }: { readonly item: Item }) {
  return (
    <>
      <span className={styles.mark}>
        {shape !== null && <Mark shape={shape} />}
        {kind === 'code' && <CodeMark />}
      </span>
      <span className={styles.text}>
        <HostileText text={text} most={56} />
      </span>
      <span className={styles.more}>
        <HostileText text={more} most={80} />
      </span>
      <span className={styles.kind}>{keys === '' ? kind : <kbd>{keys}</kbd>}</span>
    </>
  )
}

function revealed(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
