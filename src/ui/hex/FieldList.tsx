import type { PlacedField } from '../../engine/index.ts'
import type { LayoutState } from '../shared/byteHost.ts'
import tones from '../shared/fieldTones.module.css'
import { HostileText } from '../shared/HostileText.tsx'
import { toOffsetText } from '../shared/quantities.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import styles from './SidePanel.module.css'

interface Props {
  readonly layout: LayoutState
  readonly fields: readonly PlacedField[]
  readonly offset: number
  readonly length: number
  readonly onSelect: (offset: number, length: number, isStep: boolean) => void
}

/** The fields of the rows that are seen; choosing one chooses its bytes, and the cursor's own is marked. */
export function FieldList({ layout, fields, offset, length, onSelect }: Props) {
  const said = whyEmpty(layout, fields.length)
  if (said !== null) return <p className={styles.none}>{said}</p>
  return (
    <VirtualRows
      label="Fields"
      role="listbox"
      rows={fields}
      heightOf={rowHeight}
      active={activeField(fields, offset, length)}
      onActive={(index) => {
        const field = fields[index]
        if (field !== undefined) onSelect(field.offset, Math.max(1, field.length), true)
      }}
    >
      {(field) => (
        <div className={styles.field} style={{ paddingInlineStart: 8 + field.depth * 12 }}>
          <span className={tones[field.kind]}>
            <HostileText text={field.name} most={48} />
          </span>
          <span className={styles.value}>
            <HostileText text={field.value} most={64} mono />
          </span>
          <span className={styles.at}>{toOffsetText(field.offset)}</span>
        </div>
      )}
    </VirtualRows>
  )
}

/** The chosen field itself, else the innermost that holds the first chosen byte. */
function activeField(fields: readonly PlacedField[], offset: number, length: number): number {
  const same = fields.findLastIndex((field) => field.offset === offset && field.length === length)
  if (same >= 0) return same
  return fields.findLastIndex(
    (field) => offset >= field.offset && offset < field.offset + field.length,
  )
}

function whyEmpty(layout: LayoutState, count: number): string | null {
  switch (layout.kind) {
    case 'opening':
      return 'Laying out the file…'
    case 'elsewhere':
      return 'The file lies on the Hub. Download it to see its fields; the bytes are read from there as they are shown.'
    case 'failed':
      return `The file could not be laid out: ${layout.message}.`
    case 'open':
      if (layout.opened.layout.encoding === null)
        return 'These bytes are of no encoding that is laid out here.'
      return count === 0 ? 'No field is known here.' : null
  }
}

function rowHeight(): number {
  return 22
}
