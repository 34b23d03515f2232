import type { Gap } from '../../compare/Comparison.ts'
import { SECTION_WORDS } from '../../compare/comparisonText.ts'
import { counted } from '../shared/quantities.ts'
import { Message } from '../shared/Message.tsx'
import styles from './compare.module.css'

const SIDES = { before: 'Before', after: 'After', both: 'Both' } as const

/** What could not be compared, and why: open when it is more than what is never compared. */
export function Gaps({ gaps }: { readonly gaps: readonly Gap[] }) {
  const own = gaps.filter(({ side }) => side !== 'both').length
  return (
    <details className={styles.gaps} open={own > 0} data-own={own > 0 ? '' : undefined}>
      <summary>
        {own === 0 ? 'What is never compared' : `${counted(own, 'thing')} could not be compared`}
      </summary>
      <ul>
        {gaps.map(({ side, section, message }, at) => (
          <li key={at}>
            <strong>
              {SIDES[side]}
              {section !== null && `, ${SECTION_WORDS[section][1]}`}:
            </strong>{' '}
            <Message text={message} most={300} />
          </li>
        ))}
      </ul>
    </details>
  )
}
