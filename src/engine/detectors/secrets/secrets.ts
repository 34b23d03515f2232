import type { Detector } from '../Detector.ts'
import { counted, quoted } from '../wording.ts'

const SHOWN = 8 // characters of a secret in a message: enough to tell which it is

/** GEN-006: what looks like somebody's key or token. It endangers its owner, not who loads the model. */
export const secrets: Detector = {
  id: 'secrets',
  title: 'Does it give away secrets?',
  explanation:
    'Keys and tokens in configurations and code, told by the forms in which services give them out.',
  *find({ indicators }) {
    for (const { kind, text, locations, count } of indicators) {
      if (kind !== 'token') continue
      const places = count === 1 ? '' : `, in ${counted(count, 'place')}`
      yield {
        rule: 'GEN-006',
        message: `Holds what looks like a key or token of ${text.length} characters that begins with ${quoted(text.slice(0, SHOWN))}${places}`,
        location: locations[0] ?? [],
      }
    }
  },
}
