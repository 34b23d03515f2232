import styles from './DropOverlay.module.css'

/** Over the whole page while files are dragged over it. */
export function DropOverlay() {
  return (
    <div className={styles.overlay} role="status">
      <p className={styles.word}>Drop to read it here</p>
    </div>
  )
}
