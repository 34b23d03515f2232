import { useState } from 'react'
import type { PlacedField } from '../../engine/index.ts'
import type { Blocks } from '../shared/blocks.ts'
import type { LayoutState } from '../shared/byteHost.ts'
import { FieldList } from './FieldList.tsx'
import { InspectorTable } from './InspectorTable.tsx'
import styles from './SidePanel.module.css'

interface Props {
  readonly blocks: Blocks
  readonly layout: LayoutState
  readonly fields: readonly PlacedField[]
  readonly offset: number
  readonly length: number
  readonly onSelect: (offset: number, length: number, isStep: boolean) => void
}

const VIEWS = ['Fields', 'Inspector'] as const

/** Beside the bytes: what they are, by the file's structure and by themselves. */
export function SidePanel({ blocks, layout, fields, offset, length, onSelect }: Props) {
  const [view, setView] = useState<(typeof VIEWS)[number]>('Fields')
  return (
    <div className={styles.side}>
      <div className={styles.views} role="group" aria-label="Beside the bytes">
        {VIEWS.map((each) => (
          <button
            key={each}
            type="button"
            className={styles.view}
            aria-pressed={each === view}
            onClick={() => setView(each)}
          >
            {each}
          </button>
        ))}
        {layout.kind === 'open' && (
          <span className={styles.encoding}>{layout.opened.layout.encoding ?? ''}</span>
        )}
      </div>
      {view === 'Fields' ? (
        <FieldList {...{ layout, fields, offset, length, onSelect }} />
      ) : (
        <div className={styles.scroll} tabIndex={0} role="group" aria-label="Inspector">
          <InspectorTable blocks={blocks} offset={offset} />
        </div>
      )}
    </div>
  )
}
