import type { Range } from '../../model/Listing.ts'
import { rangeWithin, type Location } from '../../model/Location.ts'
import type { Subject } from './Subject.ts'

/** The bytes of an instruction, or of the source of a name. A pickle's names are not placed in it. */
export function atInstruction(
  { at, stage }: Subject,
  name: string,
  { offset, length }: Range,
): Location {
  if (stage?.result.kind === 'pickle') return at
  const kind = stage?.result.kind === 'text' ? 'range' : 'instruction'
  return rangeWithin(at, { kind, name, offset, length })
}

/** The bytes of the first constant or name that holds `text`; all bytes without one. */
export function atText({ at, strings }: Subject, text: string): Location {
  const found = strings.find((string) => string.text.includes(text))
  if (found === undefined) return at
  const { offset, length } = found
  return rangeWithin(at, { kind: 'range', name: 'constant', offset, length })
}
