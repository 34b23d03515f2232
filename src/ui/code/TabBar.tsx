import type { KeyboardEvent, ReactNode } from 'react'
import styles from './CodePane.module.css'
import type { Tab, TabId } from './tabs.ts'

interface TabBarProps {
  readonly tabs: readonly Tab[]
  readonly current: TabId
  /** The current one, and with it those that are shown beside it. */
  readonly open: readonly TabId[]
  readonly onTab: (id: TabId) => void
  /** What one can do with what is shown. */
  readonly children: ReactNode
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowRight', 1],
  ['ArrowLeft', -1],
])

/** Single keys that open a tab. */
const KEYS: ReadonlyMap<TabId, string> = new Map([
  ['source', 'Source (s)'],
  ['disassembly', 'Disassembly (d)'],
])

export function TabBar({ tabs, current, open, onTab, children }: TabBarProps) {
  const onKeyDown = ({ key, currentTarget }: KeyboardEvent<HTMLElement>): void => {
    const step = STEPS.get(key)
    const at = tabs.findIndex(({ id }) => id === current)
    const next = step === undefined ? undefined : tabs[at + step]
    if (next === undefined) return
    onTab(next.id)
    currentTarget.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus()
  }
  return (
    <div className={styles.bar}>
      <div
        className={styles.tabs}
        role="tablist"
        aria-label="Views"
        aria-multiselectable={open.length > 1}
        onKeyDown={onKeyDown}
      >
        {tabs.map(({ id, title, note }) => (
          <button
            key={id}
            type="button"
            role="tab"
            className={styles.tab}
            data-tab={id}
            aria-selected={open.includes(id)}
            title={KEYS.get(id)}
            tabIndex={id === current ? 0 : -1}
            onClick={() => onTab(id)}
          >
            {title}
            {note !== null && <span className={styles.note}>{note}</span>}
          </button>
        ))}
      </div>
      {children}
    </div>
  )
}
