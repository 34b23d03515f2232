import { useEffect, useState } from 'react'
import { counted } from '../shared/quantities.ts'

/** Seconds until the Hub is asked again. */
export function Pause({ until }: { readonly until: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.ceil((until - now) / 1000))
  return (
    <span role="timer">
      The Hub asks for a pause: it is asked again in {counted(seconds, 'second')}
    </span>
  )
}
