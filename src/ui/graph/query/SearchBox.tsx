import { ChevronDown, ChevronUp } from 'lucide-react'
import { IconButton } from '../../shared/controls.tsx'
import { toCountText } from '../../shared/quantities.ts'
import styles from '../GraphPane.module.css'
import { SearchHelp } from './SearchHelp.tsx'
import type { Search } from './useSearch.ts'

/** Looks for layers; Enter goes from hit to hit. */
export function SearchBox(search: Search) {
  const { text, hits, fault, onText, onStep } = search
  const hasNone = hits.length === 0
  return (
    <search className={styles.search}>
      <input
        type="search"
        aria-label="Find layers"
        placeholder="Find layers, or units>100"
        maxLength={200}
        aria-invalid={fault !== null}
        value={text}
        onChange={({ target }) => onText(target.value)}
        onKeyDown={({ key, shiftKey }) => {
          if (key === 'Enter') onStep(shiftKey ? -1 : 1)
        }}
      />
      <SearchHelp onText={onText} />
      {text.trim() !== '' && (
        <>
          <span className={styles.count} role="status">
            {countText(search)}
          </span>
          <IconButton
            icon={ChevronUp}
            label="Previous hit"
            shortcut="Shift Enter"
            disabled={hasNone}
            onClick={() => onStep(-1)}
          />
          <IconButton
            icon={ChevronDown}
            label="Next hit"
            shortcut="Enter"
            disabled={hasNone}
            onClick={() => onStep(1)}
          />
        </>
      )}
    </search>
  )
}

function countText({ hits, at, fault, share }: Search): string {
  if (fault !== null) return fault
  const count = hits.length === 0 ? 'none' : toCountText(hits.length)
  const place = at === -1 ? '' : `${toCountText(at + 1)} of `
  const reading = share === null ? '' : `, reading configurations ${Math.round(share * 100)} %`
  return `${place}${count}${reading}`
}
