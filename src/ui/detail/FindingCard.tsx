import type { Finding, Location } from '../../engine/index.ts'
import { Message } from '../shared/Message.tsx'
import { LocationPath } from '../shared/LocationPath.tsx'
import { Mark } from '../shared/Mark.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { OutsideLink } from '../shared/OutsideLink.tsx'
import styles from './FindingCard.module.css'

interface Props {
  readonly finding: Finding
  /** Why it was set aside; null: it was not. */
  readonly aside: string | null
  readonly onSelect: (location: Location) => void
}

/** The chosen finding: this case's facts; unfolded, why it matters, what to do, and where it is. */
export function FindingCard({ finding, aside, onSelect }: Props) {
  const { severity, title, rule, message, why, advice, references, location } = finding
  return (
    <details className={styles.card} aria-label="Finding">
      <summary className={styles.summary}>
        <Mark shape={severity} />
        <span className={styles[severity]}>{severity}</span>
        <span className={styles.title}>{title}</span>
        <span className={styles.rule}>{rule}</span>
        <span className={styles.message}>
          {aside !== null && <strong className={styles.chip}>set aside</strong>}{' '}
          <Message text={message} most={600} />
        </span>
      </summary>
      {aside !== null && (
        <p className={styles.aside}>
          Set aside because: <HostileText text={aside} most={600} />
        </p>
      )}
      <dl className={styles.facts}>
        <dt>Why</dt>
        <dd>{why}</dd>
        <dt>Next</dt>
        <dd>{advice}</dd>
        <dt>Where</dt>
        <dd>
          <LocationPath location={location} onSelect={onSelect} wraps />
        </dd>
        {references.length > 0 && <dt>See</dt>}
        {references.map((reference) => (
          <dd key={reference} className={styles.reference}>
            <OutsideLink address={reference} />
          </dd>
        ))}
      </dl>
    </details>
  )
}
