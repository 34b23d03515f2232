import type { PlacedField } from '../../engine/index.ts'
import { escapeText } from '../../engine/model/escapeText.ts'
import type { Field } from '../shared/fields.ts'
import tones from '../shared/fieldTones.module.css'
import { classes } from '../shared/classes.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { asciiByte, hexByte, offsetDigits, ROW_BYTES, ROW_HEIGHT } from './hexView.ts'
import styles from './HexRow.module.css'

interface Props {
  readonly offset: number
  readonly size: number
  /** The bytes of this row; null where they are still being read. */
  readonly bytes: readonly (number | null)[]
  /** What of the report touches this row, the innermost last. */
  readonly fields: readonly Field[]
  /** The fields of the structure that touch this row, each before those inside it. */
  readonly parsed: readonly PlacedField[]
  /** The chosen bytes, in the window. */
  readonly from: number
  readonly to: number
}

/** Sixteen bytes: offset, hexadecimal, text, and the names of what begins here. */
export function HexRow({ offset, size, bytes, fields, parsed, from, to }: Props) {
  const cells = bytes.map((byte, at) => {
    const place = offset + at
    const field = innermost(parsed, place)
    const name = classes(
      tone(fields, place) ?? (field === undefined ? undefined : tones[field.kind]),
      place >= from && place < to && styles.chosen,
      at === ROW_BYTES / 2 - 1 && styles.half,
    )
    return { byte, place, name: name === '' ? undefined : name, title: titleOf(field) }
  })
  return (
    <div className={styles.row} style={{ height: ROW_HEIGHT }}>
      <span className={styles.offset}>{offsetDigits(offset, size)}</span>
      <span className={styles.hex}>
        {cells.map(({ byte, place, name, title }) => (
          <span key={place} data-at={place} className={name} title={title}>
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
        {namesAt(fields, parsed, offset).map(({ name, style }, at) => (
          <span key={at} className={style}>
            <HostileText text={name} most={40} />
          </span>
        ))}
      </span>
    </div>
  )
}

interface Name {
  readonly name: string
  readonly style: string | undefined
}

/** What begins in this row: what the report says before what the structure says. */
function namesAt(
  fields: readonly Field[],
  parsed: readonly PlacedField[],
  offset: number,
): readonly Name[] {
  const known = fields
    .filter((field) => field.offset >= offset)
    .slice(-2)
    .map(({ name, tone: is }) => ({ name, style: is === null ? undefined : styles[is] }))
  if (known.length > 0) return known
  const begins = parsed.filter((field) => field.offset >= offset && field.kind !== 'padding')
  return begins
    .slice(0, 3)
    .map(({ name, value, kind }) => ({ name: withValue(name, value), style: tones[kind] }))
}

function withValue(name: string, value: string): string {
  return value === '' ? name : `${name}: ${value}`
}

function titleOf(field: PlacedField | undefined): string | undefined {
  if (field === undefined) return undefined
  const { name, value, offset, length } = field
  const place = `0x${offset.toString(16)}, ${length} ${length === 1 ? 'byte' : 'bytes'}`
  return escapeText(`${withValue(name, value)} (${place})`)
}

/** The last of those that hold a byte, which come after what holds them. */
function innermost(parsed: readonly PlacedField[], place: number): PlacedField | undefined {
  return parsed.findLast(({ offset, length }) => place >= offset && place < offset + length)
}

/** The innermost coloured field of the report that holds a byte. */
function tone(fields: readonly Field[], place: number): string | undefined {
  const field = fields.findLast(
    (each) => each.tone !== null && place >= each.offset && place < each.offset + each.length,
  )
  return field?.tone == null ? undefined : styles[field.tone]
}
