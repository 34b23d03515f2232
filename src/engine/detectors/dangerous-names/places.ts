import type { Range } from '../../model/Listing.ts'
import { rangeWithin, type Location } from '../../model/Location.ts'
import type { CodeObject } from '../../model/Report.ts'

/** The bytes of an instruction in the payload of `code`, where it stands first. */
export function atInstruction(code: CodeObject, name: string, { offset, length }: Range): Location {
  return rangeWithin(code.locations[0] ?? [], { kind: 'instruction', name, offset, length })
}

/** The bytes of the first constant or name of the payload that holds `text`; the whole payload without one. */
export function atText(code: CodeObject, text: string): Location {
  const location = code.locations[0] ?? []
  const found = code.strings.find((string) => string.text.includes(text))
  if (found === undefined) return location
  const { offset, length } = found
  return rangeWithin(location, { kind: 'range', name: 'constant', offset, length })
}
