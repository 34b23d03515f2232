import type { NumberFigures } from '../../engine/index.ts'
import { counted } from '../shared/quantities.ts'
import styles from './WeightsPane.module.css'

const HEIGHT = 20
const BAR = 4

/** How the values are spread from the least to the greatest; in words for who cannot see it. */
export function Histogram({ numbers }: { readonly numbers: NumberFigures | null }) {
  if (numbers === null || numbers.min === null || numbers.max === null) return <span />
  const { histogram, min, max } = numbers
  const most = Math.max(1, ...histogram)
  const top = histogram.indexOf(most)
  const step = (max - min) / histogram.length
  const label = `${counted(histogram.length, 'step')} from ${short(min)} to ${short(max)}; most values, ${most}, from ${short(min + top * step)} on`
  return (
    <svg
      className={styles.histogram}
      width={histogram.length * BAR}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {histogram.map((count, at) => {
        const tall = count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT)
        return <rect key={at} x={at * BAR} y={HEIGHT - tall} width={BAR - 1} height={tall} />
      })}
    </svg>
  )
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)))
}
