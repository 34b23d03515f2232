import type { Finding, Location } from '../../engine/index.ts'
import { Message } from '../shared/Message.tsx'
import { LocationPath } from '../shared/LocationPath.tsx'
import { Mark } from '../shared/Mark.tsx'
import styles from './FindingCard.module.css'

interface Props {
  readonly finding: Finding
  readonly onSelect: (location: Location) => void
}

/** The chosen finding: this case's facts; unfolded, why it matters, what to do, and where it is. */
export function FindingCard({ finding, onSelect }: Props) {
  const { severity, title, rule, message, why, advice, references, location } = finding
  return (
    <details className={styles.card} aria-label="Finding">
      <summary className={styles.summary}>
        <Mark shape={severity} />
        <span className={styles[severity]}>{severity}</span>
        <span className={styles.title}>{title}</span>
        <span className={styles.rule}>{rule}</span>
        <span className={styles.message}>
          <Message text={message} most={600} />
        </span>
      </summary>
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
            <Reference url={reference} />
          </dd>
        ))}
      </dl>
    </details>
  )
}

/** References come from the rules, not from the file. Following one is the only thing that leaves the page. */
function Reference({ url }: { readonly url: string }) {
  if (!url.startsWith('https://')) return <>{url}</>
  return (
    <a href={url} target="_blank" rel="noreferrer noopener" title={`Opens ${url} in a new tab`}>
      {url.slice('https://'.length)}
    </a>
  )
}
