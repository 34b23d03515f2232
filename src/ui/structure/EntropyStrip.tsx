import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { Region } from '../../engine/index.ts'
import { Button } from '../shared/controls.tsx'
import { counted, toOffsetText, toSizeText } from '../shared/quantities.ts'
import { themeColour } from './stripColours.ts'
import type { EntropyState } from './useEntropy.ts'
import styles from './EntropyStrip.module.css'

interface Props {
  readonly size: number
  readonly state: EntropyState
  readonly regions: readonly Region[]
  /** The first chosen byte; null when none of this file is chosen. */
  readonly offset: number | null
  readonly onStart: () => void
  readonly onStop: () => void
  readonly onGo: (offset: number) => void
}

const WIDTH = 1_024 // points of the drawing, which is stretched to its place
const HEIGHT = 36
const GAP_HEIGHT = 4
const HIGH_BITS = 7.5 // what is packed or encrypted stands above

/** Entropy along the file, with a mark below where bytes lie in no part. A click goes there; arrows go by a hundredth. */
export function EntropyStrip({ size, state, regions, offset, onStart, onStop, onGo }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d') ?? null
    if (context !== null) paint(context, { size, state, regions, offset })
  })
  const goTo = (at: number): void => onGo(Math.max(0, Math.min(size - 1, Math.floor(at))))
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = new Map([
      ['ArrowRight', 1],
      ['ArrowLeft', -1],
    ]).get(event.key)
    if (step === undefined) return
    event.preventDefault()
    goTo((offset ?? 0) + (step * size) / 100)
  }
  const at = offset ?? 0
  return (
    <div className={styles.strip}>
      <div
        className={styles.map}
        role="slider"
        tabIndex={0}
        aria-label="Entropy along the file"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, size - 1)}
        aria-valuenow={at}
        aria-valuetext={`${toOffsetText(at)}${bitsAt(state, at)}`}
        title="Bits a byte along the file: up to 8. Packed or encrypted bytes stand high; the marks below lie in no part. Click to go there."
        onKeyDown={onKeyDown}
        onClick={({ clientX, currentTarget }) => {
          const { left, width } = currentTarget.getBoundingClientRect()
          goTo(((clientX - left) / width) * size)
        }}
      >
        <canvas
          ref={canvas}
          className={styles.canvas}
          width={WIDTH}
          height={HEIGHT}
          aria-hidden="true"
        />
      </div>
      <span className={styles.said} role="status">
        {said(state, size)}
      </span>
      {(state.kind === 'none' || state.kind === 'stopped') && (
        <Button onClick={onStart}>Measure entropy</Button>
      )}
      {state.kind === 'running' && <Button onClick={onStop}>Cancel</Button>}
    </div>
  )
}

function bitsAt(state: EntropyState, offset: number): string {
  if (!('entropy' in state)) return ''
  const bits = state.entropy.bits[Math.floor(offset / state.entropy.binBytes)]
  return bits === undefined ? '' : `, ${bits.toFixed(2)} bits a byte`
}

function said(state: EntropyState, size: number): string {
  if (state.kind === 'none') return `${toSizeText(size)}, not measured`
  if (state.kind === 'failed') return `Not measured: ${state.message}`
  const { done, bits } = state.entropy
  const high = bits.filter((each) => each > HIGH_BITS).length
  const share = bits.length === 0 ? 0 : Math.round((100 * high) / bits.length)
  const text = `${share} % of ${counted(bits.length, 'piece')} over ${HIGH_BITS} bits`
  return state.kind === 'done'
    ? text
    : `${toSizeText(done)} of ${toSizeText(size)} measured; ${text}`
}

type Picture = Pick<Props, 'size' | 'state' | 'regions' | 'offset'>

function paint(context: CanvasRenderingContext2D, { size, state, regions, offset }: Picture): void {
  context.clearRect(0, 0, WIDTH, HEIGHT)
  const graph = HEIGHT - GAP_HEIGHT - 2
  if ('entropy' in state) {
    const { bits, binBytes } = state.entropy
    const width = (binBytes / size) * WIDTH
    for (const [index, each] of bits.entries()) {
      context.fillStyle = themeColour(each > HIGH_BITS ? '--high' : '--select')
      const tall = (each / 8) * graph
      context.fillRect(index * width, graph - tall, Math.max(1, width), tall)
    }
  }
  for (const region of regions) {
    if (!region.isGap) continue
    context.fillStyle = themeColour(region.type.startsWith('zeros') ? '--line' : '--critical')
    const width = Math.max(2, (region.length / size) * WIDTH)
    context.fillRect((region.offset / size) * WIDTH, HEIGHT - GAP_HEIGHT, width, GAP_HEIGHT)
  }
  if (offset === null) return
  context.fillStyle = themeColour('--text')
  context.fillRect((offset / size) * WIDTH, 0, 2, HEIGHT)
}
