import { ArrowDownFromLine, ArrowUpFromLine, Map as MapIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../shared/controls.tsx'
import { CodeMark } from '../shared/Mark.tsx'
import { counted } from '../shared/quantities.ts'
import type { LayerMark } from '../shared/marks.ts'
import { COLOURINGS, type Colouring } from './colouring.ts'
import styles from './GraphPane.module.css'
import type { Followed, Following } from './useLit.ts'

interface FollowBarProps {
  readonly following: Following
  readonly onFollow: (following: Following) => void
  readonly ids: Followed['ids']
  readonly marks: ReadonlyMap<string, LayerMark>
  /** Whether any layer carries code. */
  readonly hasCode: boolean
  readonly hasChosen: boolean
  readonly colouring: Colouring
  readonly onColouring: (colouring: Colouring) => void
  readonly isLegend: boolean
  readonly onLegend: () => void
  /** The menu of what can be saved. */
  readonly children: ReactNode
}

/** Makes a part of the graph stand out, and says what colours mean. */
export function FollowBar(props: FollowBarProps) {
  const { following, onFollow, hasCode, colouring, onColouring, isLegend, onLegend } = props
  const toggle = (to: Following) => ({
    'aria-pressed': following === to,
    onClick: () => onFollow(following === to ? 'nothing' : to),
  })
  return (
    <div className={styles.toolbar} role="group" aria-label="Paths, colours and export">
      <button
        type="button"
        className={styles.word}
        title="What leads to the chosen layer (Shift ↑)"
        {...toggle('upstream')}
      >
        <ArrowUpFromLine size={14} aria-hidden="true" /> Upstream
      </button>
      <button
        type="button"
        className={styles.word}
        title="What the chosen layer leads to (Shift ↓)"
        {...toggle('downstream')}
      >
        <ArrowDownFromLine size={14} aria-hidden="true" /> Downstream
      </button>
      <button
        type="button"
        className={styles.word}
        disabled={!hasCode}
        title={
          hasCode
            ? 'What is reached from an input through code of the file (t)'
            : 'No layer carries code'
        }
        {...toggle('tainted')}
      >
        <CodeMark /> Tainted
      </button>
      <span className={styles.said} role="status">
        {said(props)}
      </span>
      <span className={styles.colours}>
        <select
          aria-label="Colour by"
          title="What the colours say (c)"
          value={colouring}
          onChange={({ target }) => {
            const chosen = COLOURINGS.find(({ id }) => id === target.value)
            if (chosen !== undefined) onColouring(chosen.id)
          }}
        >
          {COLOURINGS.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </span>
      <IconButton icon={MapIcon} label="Legend" pressed={isLegend} onClick={onLegend} />
      {props.children}
    </div>
  )
}

function said({ following, ids, marks, hasChosen }: FollowBarProps): string {
  if (following === 'nothing') return ''
  if (following !== 'tainted' && !hasChosen) return 'choose a layer'
  const carriers = [...(ids ?? [])].filter((id) => marks.get(id)?.carriesCode === true).length
  const code = following === 'tainted' || carriers === 0 ? '' : `, ${carriers} with code`
  return `${counted(ids?.size ?? 0, 'layer')}${code}`
}
