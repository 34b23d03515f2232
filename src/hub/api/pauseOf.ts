const MAX_PAUSE_SECONDS = 300

/**
 * For how many seconds a server wants to be left alone: its `Retry-After`, or the `t` of the Hub's `RateLimit`
 * (`"api";r=0;t=57`). Null when it does not say, or not to a page: the Hub lets none read these headers.
 */
export function pauseOf(headers: Headers): number | null {
  const told = headers.get('retry-after') ?? /;\s*t=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]
  const seconds = Number(told ?? 0)
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, MAX_PAUSE_SECONDS) : null
}
