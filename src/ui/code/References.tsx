import type { FunctionReference, Location } from '../../engine/index.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { counted } from '../shared/quantities.ts'
import styles from './CodePane.module.css'

const MAX_REFERENCES = 50 // all are in the report
const WORDS = { name: 'named', source: 'source text', undecodable: 'not decodable' } as const

/** Functions of the layer that are not bytecode: only named, written as source, or not decodable. */
export function References(props: {
  readonly references: readonly FunctionReference[]
  readonly onSelect: (location: Location) => void
}) {
  const { references, onSelect } = props
  if (references.length === 0) return null
  return (
    <ul className={styles.references} aria-label="Functions that are not bytecode">
      {references.slice(0, MAX_REFERENCES).map(({ kind, slot, text, module, location }, at) => (
        <li key={at}>
          <button type="button" className={styles.reference} onClick={() => onSelect(location)}>
            <span className={styles.quiet}>
              <HostileText text={slot} most={40} />, {WORDS[kind]}
            </span>
            <HostileText text={module === null ? text : `${module}.${text}`} most={60} mono />
          </button>
        </li>
      ))}
      {references.length > MAX_REFERENCES && (
        <li className={styles.quiet}>
          and {counted(references.length - MAX_REFERENCES, 'more', 'more')}
        </li>
      )}
    </ul>
  )
}
