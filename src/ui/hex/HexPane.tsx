import { Copy } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Location } from '../../engine/index.ts'
import { createBlocks } from '../shared/blocks.ts'
import type { Bytes } from '../shared/bytesAt.ts'
import { Button } from '../shared/controls.tsx'
import type { Field } from '../shared/fields.ts'
import { rangeIn } from '../shared/location.ts'
import { LocationPath } from '../shared/LocationPath.tsx'
import { counted, toOffsetText, toSizeText } from '../shared/quantities.ts'
import { copiedText, COPY_FORMS, type CopyForm } from './copyBytes.ts'
import { HexGrid } from './HexGrid.tsx'
import { parseOffset } from './hexView.ts'
import styles from './HexPane.module.css'

interface Props {
  readonly location: Location
  readonly bytes: Bytes
  /** What has a name in the window that is shown. */
  readonly fields: readonly Field[]
  readonly onSelect: (location: Location, isStep: boolean) => void
}

type Here = Extract<Bytes, { kind: 'here' }>

/** The bytes of the chosen location, in the window that holds them. */
export function HexPane({ location, bytes, fields, onSelect }: Props) {
  return (
    <div className={styles.hex}>
      <div className={styles.bar}>
        <LocationPath location={location} onSelect={(chosen) => onSelect(chosen, true)} />
        {bytes.kind === 'here' && <Tools bytes={bytes} onSelect={onSelect} />}
      </div>
      {bytes.kind === 'here' ? (
        <Window key={bytes.store.key} bytes={bytes} fields={fields} onSelect={onSelect} />
      ) : (
        <p className={styles.absent}>{bytes.reason}.</p>
      )}
    </div>
  )
}

interface PartProps {
  readonly bytes: Here
  readonly onSelect: Props['onSelect']
}

function Window({ bytes, fields, onSelect }: PartProps & Pick<Props, 'fields'>) {
  const [blocks] = useState(() => createBlocks(bytes.store))
  const { base, offset, length } = bytes
  if (blocks.size === 0) return <p className={styles.absent}>There are no bytes here.</p>
  return (
    <HexGrid
      label="Bytes"
      blocks={blocks}
      fields={fields}
      offset={offset}
      length={length}
      onSelect={(at, count, isStep) => onSelect(rangeIn(base, at, count), isStep)}
    />
  )
}

function Tools({ bytes, onSelect }: PartProps) {
  const { base, store, offset, length } = bytes
  const [said, setSaid] = useState('')
  const extent = useMemo(
    () => `${toOffsetText(offset)}, ${counted(length, 'byte')} of ${toSizeText(store.size)}`,
    [offset, length, store.size],
  )
  const copy = async (form: CopyForm): Promise<void> => {
    const copied = await copiedText(bytes, form)
    if ('tooLong' in copied) {
      setSaid(`Choose at most ${toSizeText(copied.tooLong)} to copy`)
      return
    }
    await navigator.clipboard.writeText(copied.text)
    setSaid(`Copied ${counted(length, 'byte')} as ${form}`)
  }
  return (
    <div className={styles.tools}>
      <span className={styles.extent} role="status">
        {said === '' ? extent : said}
      </span>
      <GoTo
        onGo={(at) => {
          setSaid('')
          onSelect(rangeIn(base, Math.min(at, Math.max(0, store.size - 1)), 1), true)
        }}
      />
      <span className={styles.copy}>
        <Copy size={16} aria-hidden="true" />
        {COPY_FORMS.map((form) => (
          <Button
            key={form}
            onClick={() => void copy(form)}
            title={`Copy the chosen bytes as ${form}`}
          >
            {form}
          </Button>
        ))}
      </span>
    </div>
  )
}

function GoTo({ onGo }: { readonly onGo: (offset: number) => void }) {
  const [text, setText] = useState('')
  const offset = parseOffset(text)
  return (
    <form
      className={styles.goTo}
      onSubmit={(event) => {
        event.preventDefault()
        if (offset !== null) onGo(offset)
      }}
    >
      <input
        className={styles.offset}
        aria-label="Go to offset"
        aria-invalid={text !== '' && offset === null}
        placeholder="go to offset"
        title="Hexadecimal; decimal with a d at its end. Enter goes there."
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  )
}
