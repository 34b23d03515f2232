import { Component, type ReactNode } from 'react'
import styles from './ErrorBoundary.module.css'

interface Props {
  /** What cannot be shown: `The graph`. */
  readonly what: string
  readonly children: ReactNode
}

/** Keeps the rest of the page when one pane fails. React has no other way than a class. */
export class ErrorBoundary extends Component<Props, { readonly cause: Error | null }> {
  override readonly state: { readonly cause: Error | null } = { cause: null }

  static getDerivedStateFromError(error: unknown): { cause: Error } {
    return { cause: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { cause } = this.state
    if (cause === null) return this.props.children
    return (
      <div className={styles.failed} role="alert">
        <p>{this.props.what} cannot be shown. What else is on the page still works.</p>
        <button
          type="button"
          className={styles.again}
          onClick={() => this.setState({ cause: null })}
        >
          Try again
        </button>
        <details>
          <summary>Cause</summary>
          <pre>{cause.stack ?? cause.message}</pre>
        </details>
      </div>
    )
  }
}
