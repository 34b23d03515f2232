import type { ReactNode } from 'react'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import styles from './Pane.module.css'

interface Props {
  /** The pane's element: single keys put the focus on it. */
  readonly id: string
  readonly title: string
  /** Instead of the title, when it is more than a word. */
  readonly heading?: ReactNode
  /** How many things are in it. */
  readonly count?: number | undefined
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A part of the page with a name, and an error boundary of its own. */
export function Pane({ id, title, heading, count, actions, children }: Props) {
  return (
    <section className={styles.pane} id={id} tabIndex={-1} aria-label={title}>
      <header className={styles.header}>
        <h2 className={styles.title}>{heading ?? title}</h2>
        {count !== undefined && <span className={styles.count}>{count}</span>}
        <span className={styles.actions}>{actions}</span>
      </header>
      <div className={styles.body}>
        <ErrorBoundary what={title}>{children}</ErrorBoundary>
      </div>
    </section>
  )
}
