import type { KeyboardEvent, ReactNode } from 'react'
import styles from './CodePane.module.css'
import type { Tab, TabId } from './tabs.ts'

interface TabBarProps {
  readonly tabs: readonly Tab[]
  readonly current: TabId
  readonly onTab: (id: TabId) => void
  /** What one can do with what is shown. */
  readonly children: ReactNode
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowRight', 1],
  ['ArrowLeft', -1],
])

export function TabBar({ tabs, current, onTab, children }: TabBarProps) {
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
      <div className={styles.tabs} role="tablist" aria-label="Views" onKeyDown={onKeyDown}>
        {tabs.map(({ id, title, count }) => (
          <button
            key={id}
            type="button"
            role="tab"
            className={styles.tab}
            data-tab={id}
            aria-selected={id === current}
            tabIndex={id === current ? 0 : -1}
            onClick={() => onTab(id)}
          >
            {title}
            {count !== null && <span className={styles.quiet}>{count}</span>}
          </button>
        ))}
      </div>
      {children}
    </div>
  )
}
