import styles from './NoticeLine.module.css'
import type { Acts } from './shared/acts.ts'
import { Button } from './shared/controls.tsx'
import { useStore } from './shared/Store.ts'

/** What was done last, with the way to undo it. It stands where nothing moves for it. */
export function NoticeLine({ acts }: { readonly acts: Acts }) {
  const { notice, canUndo } = useStore(acts.store)
  return (
    <div className={styles.place} role="status">
      {notice !== '' && (
        <p className={styles.notice}>
          {notice}
          {canUndo && (
            <Button onClick={acts.undo} title="Undo (⌘Z or Ctrl Z)">
              Undo
            </Button>
          )}
          <Button onClick={() => acts.say('')} title="Hide this line">
            Hide
          </Button>
        </p>
      )}
    </div>
  )
}
