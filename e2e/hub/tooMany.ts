import { failure, type Answer } from './hubAnswers.ts'
import type { Manners } from './HubState.ts'

/** One of the answers 429 that are left; how long to wait stands in a header that the Hub lets no page read. */
export function tooMany(manners: Manners): Answer {
  manners.tooMany -= 1
  const { headers, ...answer } = failure(429, '', 'We had to rate limit your IP')
  return { ...answer, headers: { ...headers, ratelimit: `"api";r=0;t=${manners.pauseSeconds}` } }
}
