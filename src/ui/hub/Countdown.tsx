import { useEffect, useState } from 'react'
import type { Pause } from './HubState.ts'

/** Seconds until the Hub is asked again. */
export function Countdown({ pause }: { readonly pause: Pause }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.ceil((pause.until - now) / 1000))
  return (
    <span role="timer">
      The Hub asks for a pause: it is asked again in {seconds}{' '}
      {seconds === 1 ? 'second' : 'seconds'}
    </span>
  )
}
