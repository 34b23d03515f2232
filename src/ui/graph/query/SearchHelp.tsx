import { CircleHelp } from 'lucide-react'
import { Popover } from '../Popover.tsx'
import styles from '../Popover.module.css'

const EXAMPLES = [
  ['attention', 'in the name, the class or the path; several words must all be there'],
  ['class:Conv2D', 'in one field: name, class, path, shape, activation, module, family'],
  ['units>100', 'a number of the configuration: > >= < <= = !=, with k, M or G'],
  ['params>=1M', 'weights of the layer'],
  ['activation:relu', 'any property of the configuration'],
  ['has:code', 'carries code; also has:finding and has:custom'],
  ['finding:high', 'the worst severity found in it'],
  ['class:Dense -units>100', 'a minus: where it does not hold'],
  ['"two words"', 'quotes: a space is part of it'],
] as const

/** What a search may say; each example can be taken over. */
export function SearchHelp({ onText }: { readonly onText: (text: string) => void }) {
  return (
    <Popover label="How to search" face={<CircleHelp size={16} aria-hidden="true" />}>
      {EXAMPLES.map(([example, what]) => (
        <button
          key={example}
          type="button"
          className={styles.choice}
          onClick={() => onText(example)}
        >
          <code>{example}</code>
          <span className={styles.more}>{what}</span>
        </button>
      ))}
    </Popover>
  )
}
