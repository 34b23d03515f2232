import { Button } from '../shared/controls.tsx'
import { counted } from '../shared/quantities.ts'
import styles from './link.module.css'
import type { BroughtRules } from './visitRules.ts'

interface Props {
  readonly rules: BroughtRules
  readonly onChoose: (choice: 'used' | 'kept' | 'left') => void
}

const MOST_NAMES = 12

/** The rules that a link brought, and what the user may do with them. */
export function RulesLine({ rules, onChoose }: Props) {
  if (rules.kind === 'reading') return null
  if (rules.kind === 'unreadable')
    return (
      <p className={styles.rules} role="status">
        The rules of this link cannot be read: {rules.reason}. They are not used.
      </p>
    )
  if (rules.choice === 'own' || rules.choice === 'kept') return null
  return (
    <section className={styles.rules} aria-label="Rules of the link">
      <p>
        This link brings {counted(rules.names.length, 'rule')} of its own: {namesText(rules.names)}.{' '}
        {rules.choice === 'used'
          ? 'They are used for this visit, and stored nowhere.'
          : 'They are not used: rules of others can be slow, and call things what they like. Used, they run in the worker with its limit of time, and your own rules stay as they are.'}
      </p>
      {rules.choice === 'used' ? (
        <Button onClick={() => onChoose('left')}>Stop using them</Button>
      ) : (
        <Button strong onClick={() => onChoose('used')}>
          Use them for this visit
        </Button>
      )}
      <Button onClick={() => onChoose('kept')} title="They stand beside your own rules from now on">
        Keep them among mine
      </Button>
      <details className={styles.text}>
        <summary>Show them</summary>
        <pre tabIndex={0}>{rules.text}</pre>
      </details>
    </section>
  )
}

function namesText(names: readonly string[]): string {
  const more = names.length - MOST_NAMES
  return names.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
