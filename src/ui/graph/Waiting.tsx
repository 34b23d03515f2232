import { useEffect, useState } from 'react'
import { counted } from '../shared/quantities.ts'
import styles from './GraphPane.module.css'
import type { Drawn } from './useScene.ts'

const UNSEEN_MS = 200 // a shorter wait is not worth a word

/** Says that a layout is under way, and how far it has come; the page goes on meanwhile. */
export function Waiting({ waits, count }: Pick<Drawn, 'waits'> & { readonly count: number }) {
  if (waits === null) return null
  if (waits === 'failed')
    return (
      <p className={styles.waiting} role="alert">
        The layout of {counted(count, 'layer')} did not end well. Show them as text instead.
      </p>
    )
  return <Progress share={waits.share} count={count} />
}

function Progress({ share, count }: { readonly share: number; readonly count: number }) {
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), UNSEEN_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!isSeen) return null
  return (
    <p className={styles.waiting} role="status">
      Laying out {counted(count, 'layer')} … <progress value={share} aria-label="Layout" />
    </p>
  )
}
