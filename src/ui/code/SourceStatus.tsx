import { CircleCheck, CircleDashed, CircleSlash } from 'lucide-react'
import type { CodeObject } from '../../engine/index.ts'
import styles from './CodePane.module.css'
import { statusSentence } from './statusSentence.ts'

const ICONS = { complete: CircleCheck, partial: CircleDashed, none: CircleSlash } as const

/** How far the source can be trusted: a word, and a sentence that explains it. */
export function SourceStatus({ code }: { readonly code: CodeObject }) {
  const { sourceStatus: status } = code
  const Icon = ICONS[status]
  const sentence = statusSentence(code)
  return (
    <>
      <span className={styles.status} data-status={status}>
        <Icon size={14} aria-hidden="true" />
        {status === 'none' ? 'no source' : status}
      </span>
      <span className={styles.sentence} title={sentence}>
        {status === 'complete' ? 'nothing left out' : sentence}
      </span>
    </>
  )
}
