import { useMemo } from 'react'
import type { LayoutHint, Location, Report } from '../engine/index.ts'
import { locationKey } from '../engine/model/Location.ts'
import { openLayout, runBytesJob } from '../worker/client.ts'
import type { DrawerProps } from './Drawer.tsx'
import styles from './Drawer.module.css'
import { HexPane } from './hex/HexPane.tsx'
import { useLayoutOf, type ByteHost } from './shared/byteHost.ts'
import { bytesAt } from './shared/bytesAt.ts'
import { fieldsIn } from './shared/fields.ts'

const HOST: ByteHost = { openLayout, runBytesJob }

/** The bytes of what is chosen, and what they are. */
export function HexTab(props: DrawerProps) {
  const location = props.selected?.location
  if (location === undefined) return <p className={styles.none}>Nothing is chosen.</p>
  return <Hex {...props} location={location} />
}

function Hex({ analysis, index, files, location, onSelect }: DrawerProps & { location: Location }) {
  const { report, contents } = analysis
  const bytes = useMemo(() => bytesAt(location, files, contents), [location, files, contents])
  const { base, store } = bytes.kind === 'here' ? bytes : NOWHERE
  const fields = useMemo(() => fieldsIn(report, index, base), [report, index, base])
  const layout = useLayoutOf(HOST, store, hintOf(report, base))
  return (
    <HexPane
      location={location}
      bytes={bytes}
      fields={fields}
      layout={layout}
      host={HOST}
      onSelect={(chosen, isStep) => onSelect({ kind: 'location', location: chosen }, isStep)}
    />
  )
}

const NOWHERE = { base: [], store: null }

/** What the report knows of bytes that have no signature: that they are code, and of which machine. */
function hintOf({ code }: Report, base: Location): LayoutHint {
  const name = base.at(-1)?.name ?? ''
  const key = locationKey(base)
  const object = code.find(({ locations }) => locations.some((each) => locationKey(each) === key))
  if (object === undefined || base.length < 2) return { name, code: null }
  return { name, code: object.machine === 'pickle' ? 'pickle' : 'marshal' }
}
