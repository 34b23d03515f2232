import type { Advisory, Finding } from '../../engine/index.ts'
import { CopyButton } from '../shared/controls.tsx'
import { Mark } from '../shared/Mark.tsx'
import { Message } from '../shared/Message.tsx'
import { Modal } from '../shared/Modal.tsx'
import { OutsideLink } from '../shared/OutsideLink.tsx'
import { counted } from '../shared/quantities.ts'
import { worst } from '../shared/severity.ts'
import { techniqueAddress } from './techniqueAddress.ts'
import styles from './RuleDialog.module.css'

interface Props {
  /** Those of the rule in this model. */
  readonly findings: readonly Finding[]
  readonly onFinding: (id: string) => void
  readonly onClose: () => void
}

const MOST_LISTED = 50 // all are in the list of findings

/** What a rule says: why it matters, what to do, what is published of it, and where it fires here. */
export function RuleDialog({ findings, onFinding, onClose }: Props) {
  const [first] = findings
  if (first === undefined) return null
  const { rule, title, why, advice, advisories, techniques, references } = first
  const severity = worst(findings.map((finding) => finding.severity)) ?? first.severity
  return (
    <Modal title={`Rule ${rule}`} onClose={onClose}>
      <h3 className={styles.title}>
        <Mark shape={severity} />
        <span className={styles[severity]}>{severity}</span>
        {title}
      </h3>
      <dl className={styles.facts}>
        <dt>Why</dt>
        <dd>{why}</dd>
        <dt>Next</dt>
        <dd>{advice}</dd>
      </dl>
      {advisories.length > 0 && <Advisories advisories={advisories} />}
      {techniques.length > 0 && (
        <section>
          <h3>Techniques of MITRE ATLAS</h3>
          <Addresses addresses={techniques.map((id) => [id, techniqueAddress(id)])} />
        </section>
      )}
      {references.length > 0 && (
        <section>
          <h3>References</h3>
          <Addresses addresses={references.map((address) => [null, address])} />
        </section>
      )}
      <section>
        <h3>In this model: {counted(findings.length, 'finding')}</h3>
        <ul className={styles.findings}>
          {findings.slice(0, MOST_LISTED).map((finding) => (
            <li key={finding.id}>
              <button
                type="button"
                className={styles.finding}
                onClick={() => onFinding(finding.id)}
              >
                <Mark shape={finding.severity} />
                <span>
                  <Message text={finding.message} most={300} />
                </span>
              </button>
            </li>
          ))}
        </ul>
        {findings.length > MOST_LISTED && <p>and {findings.length - MOST_LISTED} more</p>}
      </section>
    </Modal>
  )
}

function Advisories({ advisories }: { readonly advisories: readonly Advisory[] }) {
  return (
    <table className={styles.advisories}>
      <thead>
        <tr>
          <th scope="col">Advisory</th>
          <th scope="col">Affected</th>
          <th scope="col">Fixed in</th>
        </tr>
      </thead>
      <tbody>
        {advisories.map(({ id, affected, fixed }) => (
          <tr key={id}>
            <th scope="row">{id}</th>
            <td>{affected}</td>
            <td>{fixed ?? 'not fixed'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface AddressesProps {
  /** What stands before an address, and the address. */
  readonly addresses: readonly (readonly [string | null, string])[]
}

function Addresses({ addresses }: AddressesProps) {
  return (
    <ul>
      {addresses.map(([name, address]) => (
        <li key={address} className={styles.address}>
          {name !== null && <strong>{name}</strong>}
          <span className={styles.url}>
            <OutsideLink address={address} />
          </span>
          <CopyButton text={address} label={`Copy ${name ?? 'the address'}`} />
        </li>
      ))}
    </ul>
  )
}
