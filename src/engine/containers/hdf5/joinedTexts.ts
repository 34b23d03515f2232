import { within } from '../../model/Location.ts'
import type { NamedText } from './NamedText.ts'

const OPENING_BRACE = 0x7b
const MAX_PIECES = 1_000

/** Texts that stand in pieces (`model_config0`, `model_config1` …), the first of which begins like JSON, put together. */
export function joinedTexts(texts: readonly NamedText[]): readonly NamedText[] {
  const byName = new Map(texts.map((text) => [text.attribute, text]))
  return texts.flatMap((first) => {
    const stem = /^(.+[^\d])0$/.exec(first.attribute)?.[1]
    if (stem === undefined || first.bytes[0] !== OPENING_BRACE) return []
    const pieces = [first]
    for (let next = byName.get(`${stem}1`); next !== undefined && pieces.length < MAX_PIECES;) {
      pieces.push(next)
      next = byName.get(`${stem}${pieces.length}`)
    }
    return pieces.length > 1 ? [joined(stem, first, pieces)] : []
  })
}

function joined(stem: string, first: NamedText, pieces: readonly NamedText[]): NamedText {
  const length = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece.bytes, offset)
    offset += piece.bytes.length
  }
  const attribute = `${stem}0 to ${stem}${pieces.length - 1}`
  const window = { kind: 'attribute', name: attribute, offset: null, length, via: 'text' } as const
  const at = within(first.at.slice(0, -1), window)
  return { path: first.path, attribute, bytes, at, hidden: null }
}
