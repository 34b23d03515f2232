import { useMemo } from 'react'
import type { Analysis, LayoutHint, Location, Report } from '../engine/index.ts'
import { locationKey } from '../engine/model/Location.ts'
import { openLayout, runBytesJob } from '../worker/client.ts'
import styles from './Drawer.module.css'
import { HexPane } from './hex/HexPane.tsx'
import { useLayoutOf, type ByteHost } from './shared/byteHost.ts'
import { bytesAt, type Files } from './shared/bytesAt.ts'
import { encodedExtentOf, extentOf, rangeIn } from './shared/location.ts'
import { fieldsIn } from './shared/fields.ts'
import type { PlaceIndex } from './shared/places.ts'
import type { Selected, Target } from './shared/selection.ts'
import { StructurePane } from './structure/StructurePane.tsx'
import { WeightsPane } from './weights/WeightsPane.tsx'

/** What of the drawer the tabs of bytes need. */
interface Props {
  readonly analysis: Analysis
  readonly index: PlaceIndex
  readonly files: Files
  readonly selected: Selected | null
  readonly onSelect: (target: Target, isStep?: boolean) => void
}

const HOST: ByteHost = { openLayout, runBytesJob }

/** The bytes of what is chosen, and what they are. */
export function HexTab(props: Props) {
  const location = props.selected?.location
  if (location === undefined) return <p className={styles.none}>Nothing is chosen.</p>
  return <Hex {...props} location={location} />
}

function Hex({ analysis, index, files, location, onSelect }: Props & { location: Location }) {
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

/** The structure of the file that holds what is chosen. */
export function StructureTab(props: Props) {
  const { analysis, files, selected, onSelect } = props
  const location = selected?.location ?? null
  const base = useFileOf(props)
  const bytes = useMemo(
    () => bytesAt(base, files, analysis.contents),
    [base, files, analysis.contents],
  )
  const store = bytes.kind === 'here' ? bytes.store : null
  const layout = useLayoutOf(HOST, store, { name: base[0].name, code: null })
  if (bytes.kind !== 'here') return <p className={styles.none}>{bytes.reason}.</p>
  return (
    <StructurePane
      key={bytes.store.key}
      report={analysis.report}
      store={bytes.store}
      base={base}
      layout={layout}
      host={HOST}
      offset={offsetIn(base, location)}
      onSelect={(chosen) => onSelect({ kind: 'location', location: chosen })}
    />
  )
}

/** The tensors of the file that holds what is chosen. */
export function WeightsTab(props: Props) {
  const { analysis, files, onSelect } = props
  const base = useFileOf(props)
  const bytes = useMemo(
    () => bytesAt(base, files, analysis.contents),
    [base, files, analysis.contents],
  )
  const store = bytes.kind === 'here' ? bytes.store : null
  const layout = useLayoutOf(HOST, store, { name: base[0].name, code: null })
  if (store === null) return <p className={styles.none}>The file is not open.</p>
  return (
    <WeightsPane
      key={store.key}
      store={store}
      layout={layout}
      host={HOST}
      onSelect={(offset, length) =>
        onSelect({ kind: 'location', location: rangeIn(base, offset, length) })
      }
    />
  )
}

/** The location of the file that holds what is chosen; of the first one when nothing is. */
function useFileOf({ files, selected }: Props) {
  const name = selected?.location[0]?.name ?? files[0]?.path ?? ''
  const size = files.find(({ path }) => path === name)?.file.size ?? 0
  return useMemo(
    () => [{ kind: 'file', name, offset: 0, length: size, via: 'same' }] as const,
    [name, size],
  )
}

/** The first byte of a location in its file; null when its bytes are derived or in another one. */
function offsetIn(base: Location, location: Location | null): number | null {
  if (location === null) return null
  const extent = extentOf(location)
  if (locationKey(extent.base) === locationKey(base)) return extent.offset
  return encodedExtentOf(location)?.offset ?? null
}

/** What the report knows of bytes that have no signature: that they are code, and of which machine. */
function hintOf({ code }: Report, base: Location): LayoutHint {
  const name = base.at(-1)?.name ?? ''
  const key = locationKey(base)
  const object = code.find(({ locations }) => locations.some((each) => locationKey(each) === key))
  if (object === undefined || base.length < 2) return { name, code: null }
  return { name, code: object.machine === 'pickle' ? 'pickle' : 'marshal' }
}
