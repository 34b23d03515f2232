import type { Field } from '../shared/fields.ts'
import { classes } from '../shared/classes.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { asciiByte, hexByte, offsetDigits, ROW_BYTES, ROW_HEIGHT } from './hexView.ts'
import styles from './HexRow.module.css'

interface Props {
  readonly offset: number
  readonly size: number
  /** The bytes of this row; null where they are still being read. */
  readonly bytes: readonly (number | null)[]
  /** The fields that touch this row, the innermost last. */
  readonly fields: readonly Field[]
  /** The chosen bytes, in the window. */
  readonly from: number
  readonly to: number
}

/** Sixteen bytes: offset, hexadecimal, text, and the names of what begins here. */
export function HexRow({ offset, size, bytes, fields, from, to }: Props) {
  const cells = bytes.map((byte, at) => {
    const place = offset + at
    const name = classes(
      tone(fields, place),
      place >= from && place < to && styles.chosen,
      at === ROW_BYTES / 2 - 1 && styles.half,
    )
    return { byte, place, name: name === '' ? undefined : name }
  })
  return (
    <div className={styles.row} style={{ height: ROW_HEIGHT }}>
      <span className={styles.offset}>{offsetDigits(offset, size)}</span>
      <span className={styles.hex}>
        {cells.map(({ byte, place, name }) => (
          <span key={place} data-at={place} className={name}>
            {hexByte(byte)}
          </span>
        ))}
      </span>
      <span className={styles.text}>
        {cells.map(({ byte, place, name }) => (
          <span key={place} data-at={place} className={name}>
            {asciiByte(byte)}
          </span>
        ))}
      </span>
      <span className={styles.names}>
        {fields
          .filter((field) => field.offset >= offset)
          .slice(-2)
          .map((field, at) => (
            <span key={at} className={field.tone === null ? undefined : styles[field.tone]}>
              <HostileText text={field.name} most={40} />
            </span>
          ))}
      </span>
    </div>
  )
}

/** The innermost coloured field that holds a byte. */
function tone(fields: readonly Field[], place: number): string | undefined {
  const field = fields.findLast(
    (each) => each.tone !== null && place >= each.offset && place < each.offset + each.length,
  )
  return field?.tone == null ? undefined : styles[field.tone]
}
