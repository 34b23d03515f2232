import { Copy, Search } from 'lucide-react'
import { useCallback, useState, type KeyboardEvent } from 'react'
import type { Location } from '../../engine/index.ts'
import { createBlocks } from '../shared/blocks.ts'
import type { ByteHost, LayoutState } from '../shared/byteHost.ts'
import type { Bytes } from '../shared/bytesAt.ts'
import { Button, IconButton } from '../shared/controls.tsx'
import type { Field } from '../shared/fields.ts'
import { rangeIn } from '../shared/location.ts'
import { LocationPath } from '../shared/LocationPath.tsx'
import { counted, toOffsetText, toSizeText } from '../shared/quantities.ts'
import { copiedText, COPY_FORMS, type CopyForm } from './copyBytes.ts'
import { FindBar } from './FindBar.tsx'
import { HexGrid } from './HexGrid.tsx'
import { parseOffset } from './hexView.ts'
import { SidePanel } from './SidePanel.tsx'
import { useFields } from './useFields.ts'
import { useSearch } from './useSearch.ts'
import styles from './HexPane.module.css'

interface Props {
  readonly location: Location
  readonly bytes: Bytes
  /** What has a name in the window that is shown. */
  readonly fields: readonly Field[]
  /** What its structure says of that window. */
  readonly layout: LayoutState
  readonly host: ByteHost
  readonly onSelect: (location: Location, isStep: boolean) => void
}

type Here = Extract<Bytes, { kind: 'here' }>

/** The bytes of the chosen location, in the window that holds them. */
export function HexPane(props: Props) {
  const { location, bytes, onSelect } = props
  const [isFinding, setFinding] = useState(false)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return
    event.preventDefault()
    setFinding(true)
  }
  return (
    <div className={styles.hex} onKeyDown={onKeyDown}>
      <div className={styles.bar}>
        <LocationPath location={location} onSelect={(chosen) => onSelect(chosen, true)} />
        {bytes.kind === 'here' && (
          <Tools
            bytes={bytes}
            isFinding={isFinding}
            onFind={() => setFinding(!isFinding)}
            onSelect={onSelect}
          />
        )}
      </div>
      {bytes.kind === 'here' ? (
        <Window
          key={bytes.store.key}
          {...props}
          bytes={bytes}
          isFinding={isFinding}
          onClose={() => setFinding(false)}
        />
      ) : (
        <p className={styles.absent}>{bytes.reason}.</p>
      )}
    </div>
  )
}

interface WindowProps extends Props {
  readonly bytes: Here
  readonly isFinding: boolean
  readonly onClose: () => void
}

function Window({ bytes, fields, layout, host, isFinding, onClose, onSelect }: WindowProps) {
  const [blocks] = useState(() => createBlocks(bytes.store))
  const [view, setView] = useState({ start: 0, end: 0 })
  const parsed = useFields(layout, view)
  const searching = useSearch(host, bytes.store)
  const { base, offset, length } = bytes
  const onView = useCallback((start: number, end: number) => setView({ start, end }), [])
  if (blocks.size === 0) return <p className={styles.absent}>There are no bytes here.</p>
  const select = (at: number, count: number, isStep: boolean): void =>
    onSelect(rangeIn(base, at, count), isStep)
  return (
    <>
      {isFinding && (
        <FindBar
          searching={searching}
          size={blocks.size}
          offset={offset}
          onGo={(at, count) => select(at, count, true)}
          onClose={onClose}
        />
      )}
      <div className={styles.window}>
        <HexGrid
          label="Bytes"
          blocks={blocks}
          fields={fields}
          parsed={parsed}
          offset={offset}
          length={length}
          onSelect={select}
          onView={onView}
        />
        <SidePanel
          blocks={blocks}
          layout={layout}
          fields={parsed}
          offset={offset}
          length={length}
          onSelect={select}
        />
      </div>
    </>
  )
}

interface ToolsProps {
  readonly bytes: Here
  readonly isFinding: boolean
  readonly onFind: () => void
  readonly onSelect: Props['onSelect']
}

function Tools({ bytes, isFinding, onFind, onSelect }: ToolsProps) {
  const { base, store, offset, length } = bytes
  const [said, setSaid] = useState('')
  const extent = `${toOffsetText(offset)}, ${counted(length, 'byte')} of ${toSizeText(store.size)}`
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
        here={{ offset, size: store.size }}
        onGo={(at) => {
          setSaid('')
          onSelect(rangeIn(base, at, 1), true)
        }}
      />
      <IconButton
        icon={Search}
        label="Find bytes or text"
        shortcut="Ctrl+F in the bytes"
        pressed={isFinding}
        onClick={onFind}
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

interface GoToProps {
  readonly here: { readonly offset: number; readonly size: number }
  readonly onGo: (offset: number) => void
}

function GoTo({ here, onGo }: GoToProps) {
  const [text, setText] = useState('')
  const offset = parseOffset(text, here)
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
        title="4096 or 0x1000; +16 and -0x10 from here; end-16. Enter goes there."
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  )
}
