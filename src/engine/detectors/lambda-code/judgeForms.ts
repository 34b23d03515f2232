import type { Judgement } from '../../model/Finding.ts'
import type { Location } from '../../model/Location.ts'
import type { CodeObject } from '../../model/Report.ts'
import { quoted } from '../wording.ts'
import { isBefore, type KerasVersion } from './KerasVersion.ts'

/** CFG-002: functions in a form that the version which the file names does not write. */
export function* judgeForms(
  code: readonly CodeObject[],
  version: KerasVersion | null,
): Generator<Judgement> {
  if (version === null) return
  for (const { id, encoding, locations, machine } of code) {
    const [location = []] = locations
    const form = machine === 'cpython' ? foreignForm(location, encoding, version) : null
    if (form === null) continue
    const message = `Its code is written as ${form} writes it, and the file names Keras ${quoted(version.text)}`
    yield { rule: 'CFG-002', message, location, code: id }
    return
  }
}

/** Which Keras writes code like this, when it is not the one that the file names. */
function foreignForm(location: Location, encoding: string, version: KerasVersion): string | null {
  if (encoding === 'raw-unicode-escape')
    return isBefore(version, 2, 1, 2) ? null : 'Keras before 2.1.2'
  const name = location.findLast(({ kind }) => kind === 'value')?.name ?? ''
  if (name.endsWith('.config.code')) return isBefore(version, 2, 12) ? 'Keras 3' : null
  const isList = /\.config\.(function|output_shape|mask)(\.items)?\[0\]$/.test(name)
  return isList && version.major === 3 ? 'Keras 2' : null
}
