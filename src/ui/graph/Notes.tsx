import type { LayerGraph } from '../../engine/index.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { toCountText } from '../shared/quantities.ts'
import styles from './GraphPane.module.css'

const MAX_NOTES = 50 // all are in the report

/** What the graph does not show, and why. */
export function Notes({
  notes,
  leftOut,
}: Pick<LayerGraph, 'notes'> & {
  /** Layers and connections that are too many to draw. */
  readonly leftOut: number
}) {
  if (notes.length === 0 && leftOut === 0) return null
  return (
    <div className={styles.notes}>
      {notes.slice(0, MAX_NOTES).map((note, at) => (
        <p key={at}>
          <HostileText text={note} most={400} />
        </p>
      ))}
      {notes.length > MAX_NOTES && <p>And {toCountText(notes.length - MAX_NOTES)} more notes</p>}
      {leftOut > 0 && (
        <p>
          {toCountText(leftOut)} layers or connections are too many to draw; shown as text, every
          layer is there
        </p>
      )}
    </div>
  )
}
