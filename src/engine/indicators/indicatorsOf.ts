import { INDICATOR_KINDS, type Indicator } from '../model/Indicator.ts'
import { locationKey, rangeWithin, type Location } from '../model/Location.ts'
import type { Model } from '../model/Model.ts'
import { shownCommand } from './commands.ts'
import { findSightings } from './findSightings.ts'
import { pathIn } from './paths.ts'
import type { Sighting } from './Sighting.ts'
import { textsOf, type ConfigurationText, type IndicatorText } from './textsOf.ts'
import { urlsIn } from './urls.ts'

const MAX_TEXT = 4 * 1024 * 1024 // characters of one text
const MAX_TOTAL = 64 * 1024 * 1024 // characters of all texts: a second's work
const MAX_INDICATORS = 2_000
const MAX_LOCATIONS = 20 // of one indicator; the count has all

/**
 * What a responder looks for elsewhere, from the strings of code, arguments, operands, references, pickles and
 * configurations, by kind and in order of first appearance.
 */
export function indicatorsOf(
  model: Omit<Model, 'indicators'>,
  configurations: readonly ConfigurationText[] = [],
): readonly Indicator[] {
  const book = new Map<string, Draft>()
  let total = 0
  for (const piece of textsOf(model, configurations)) {
    const text = piece.text.slice(0, MAX_TEXT)
    total += text.length
    if (total > MAX_TOTAL) break
    for (const sighting of sightingsIn({ ...piece, text })) note(book, sighting, piece)
  }
  const all = [...book.values()].map(({ kind, text, places, count }) => ({
    kind,
    text,
    locations: [...places.values()],
    count,
  }))
  return INDICATOR_KINDS.flatMap((kind) => all.filter((indicator) => indicator.kind === kind))
}

interface Draft extends Pick<Indicator, 'kind' | 'text'> {
  readonly places: Map<string, Location>
  count: number
}

function sightingsIn({ text, scope }: IndicatorText): readonly Sighting[] {
  if (scope === 'command')
    return text.trim() === '' ? [] : [whole('command', shownCommand(text), text)]
  if (scope !== 'path') return findSightings(text, scope)
  const urls = urlsIn(text)
  const path = pathIn(text)
  return urls.length > 0 || path === null ? urls : [whole('path', path, text)]
}

function whole(kind: Sighting['kind'], shown: string, { length }: string): Sighting {
  return { kind, text: shown, offset: 0, length }
}

/** One more place of an indicator. A constant and the call that it is given to are one place less than two. */
function note(
  book: Map<string, Draft>,
  { kind, text, offset, length }: Sighting,
  piece: IndicatorText,
): void {
  const key = `${kind} ${text}`
  const known = book.get(key)
  if (known === undefined && book.size === MAX_INDICATORS) return
  const draft = known ?? { kind, text, places: new Map<string, Location>(), count: 0 }
  book.set(key, draft)
  const at = placed(piece, { offset, length })
  const place = locationKey(at)
  if (draft.places.has(place)) return
  draft.count += 1
  if (draft.places.size < MAX_LOCATIONS) draft.places.set(place, at)
}

function placed(
  { at, scope }: IndicatorText,
  range: Pick<Sighting, 'offset' | 'length'>,
): Location {
  if (scope !== 'names') return at
  return rangeWithin(at, { kind: 'range', name: 'indicator', ...range })
}
