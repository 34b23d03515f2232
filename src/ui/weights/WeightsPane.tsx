import { useMemo, useState } from 'react'
import type { TensorFigures } from '../../engine/index.ts'
import type { ByteHost, LayoutState } from '../shared/byteHost.ts'
import type { ByteStore } from '../shared/bytesAt.ts'
import { Button } from '../shared/controls.tsx'
import { HostileText } from '../shared/HostileText.tsx'
import { counted, toCountText, toShortSizeText, toSizeText } from '../shared/quantities.ts'
import { VirtualRows } from '../shared/VirtualRows.tsx'
import { Histogram } from './Histogram.tsx'
import { useWeights, type WeightsState } from './useWeights.ts'
import styles from './WeightsPane.module.css'

interface Props {
  readonly store: ByteStore
  readonly layout: LayoutState
  readonly host: ByteHost
  /** Shows the bytes of a tensor, where they stand in one piece. */
  readonly onSelect: (offset: number, length: number) => void
}

/** Every tensor at a glance: shape, extent, zeros, and what looks like no weights at all. */
export function WeightsPane({ store, layout, host, onSelect }: Props) {
  const { state, figures, start, stop } = useWeights(host, store)
  const [active, setActive] = useState(-1)
  const rows = useMemo(() => [...figures.values()].toSorted(strangeFirst), [figures])
  const places = useMemo(() => placesIn(layout), [layout])
  const chosen = rows[active]
  return (
    <div className={styles.weights}>
      <p className={styles.bar}>
        <Button onClick={() => start(null)} disabled={state.kind === 'running'} strong>
          Measure all tensors
        </Button>
        {chosen !== undefined && (
          <Button onClick={() => start([chosen.name])} disabled={state.kind === 'running'}>
            Measure the chosen one again
          </Button>
        )}
        {state.kind === 'running' && <Button onClick={stop}>Cancel</Button>}
        <span role="status">{said(state, rows)}</span>
      </p>
      <div className={styles.head} aria-hidden="true">
        {HEADINGS.map((heading) => (
          <span key={heading}>{heading}</span>
        ))}
      </div>
      <VirtualRows
        label="Tensors"
        role="listbox"
        rows={rows}
        heightOf={rowHeight}
        active={active}
        onActive={(index) => {
          setActive(index)
          const place = places.get(rows[index]?.name ?? '')
          if (place !== undefined) onSelect(place.offset, place.length)
        }}
      >
        {(tensor) => <TensorRow tensor={tensor} />}
      </VirtualRows>
    </div>
  )
}

const HEADINGS = [
  'Tensor',
  'Type',
  'Size',
  'Least',
  'Greatest',
  'Mean',
  'Zeros',
  'NaN, ∞',
  'Entropy',
  'Values',
]

function TensorRow({ tensor }: { readonly tensor: TensorFigures }) {
  const { name, dtype, shape, bytes, entropy } = tensor
  return (
    <div className={styles.row}>
      <span className={styles.name}>
        <HostileText text={name} most={60} />
      </span>
      <span>
        <HostileText text={`${dtype} ${shape.join('×')}`} most={28} />
      </span>
      <span>{toShortSizeText(bytes)}</span>
      <Numbers tensor={tensor} />
      <span>{entropy === null ? '' : entropy.toFixed(2)}</span>
      <Spread tensor={tensor} />
    </div>
  )
}

function Numbers({ tensor }: { readonly tensor: TensorFigures }) {
  const { numbers } = tensor
  if (numbers === null) return [0, 1, 2, 3, 4].map((at) => <span key={at} />)
  const { min, max, mean, zeros, nan, infinite } = numbers
  return (
    <>
      <span>{figure(min)}</span>
      <span>{figure(max)}</span>
      <span>{figure(mean)}</span>
      <span>{toCountText(zeros)}</span>
      <span className={hasHoles(tensor) ? styles.strange : undefined}>
        {toCountText(nan)}, {toCountText(infinite)}
      </span>
    </>
  )
}

/** The histogram, or what is said in its place. */
function Spread({ tensor: { numbers, suspicion, unread } }: { readonly tensor: TensorFigures }) {
  const strange = suspicion ?? unread
  if (strange === null) return <Histogram numbers={numbers} />
  return (
    <span className={suspicion === null ? styles.unread : styles.strange} title={strange}>
      {strange}
    </span>
  )
}

function hasHoles({ numbers }: TensorFigures): boolean {
  return numbers !== null && numbers.nan + numbers.infinite > 0
}

function figure(value: number | null): string {
  return value === null ? '' : String(Number(value.toPrecision(4)))
}

/** What looks like no weights comes first. */
function strangeFirst(one: TensorFigures, other: TensorFigures): number {
  return Number(other.suspicion !== null) - Number(one.suspicion !== null)
}

interface Place {
  readonly offset: number
  readonly length: number
}

/** Where the values of tensors stand in one piece, by their names. */
function placesIn(layout: LayoutState): ReadonlyMap<string, Place> {
  if (layout.kind !== 'open') return new Map()
  const values = layout.opened.layout.regions.filter(({ name }) => name === 'values')
  return new Map(values.map(({ path, offset, length }) => [path.join('/'), { offset, length }]))
}

function said(state: WeightsState, rows: readonly TensorFigures[]): string {
  if (state.kind === 'none')
    return 'Nothing was measured. Every value is read, which takes a moment in large files.'
  if (state.kind === 'failed') return `Not measured: ${state.message}.`
  const { done, total, tensors, problem } = state.weights
  if (state.kind === 'running')
    return `${counted(tensors.length, 'tensor')}, ${toSizeText(done)} of ${toSizeText(total)}`
  const strange = rows.filter(({ suspicion }) => suspicion !== null).length
  const odd = strange === 0 ? 'none looks like anything but weights' : `${strange} suspicious`
  const end = state.kind === 'stopped' ? '; stopped before the end' : ''
  const rest = problem === null ? '' : `; ${problem}`
  return rows.length === 0
    ? `No tensor is found in this file${rest}.`
    : `${counted(rows.length, 'tensor')}, ${odd}${end}${rest}.`
}

function rowHeight(): number {
  return 28
}
