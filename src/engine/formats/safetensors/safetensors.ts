// safetensors: a length, a JSON header, the tensors. https://github.com/huggingface/safetensors#format
import { Cursor } from '../../bytes/Cursor.ts'
import { parseJson } from '../../encodings/json/parseJson.ts'
import { jsonOddities } from '../../keras/index.ts'
import { rangeWithin } from '../../model/Location.ts'
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Format } from '../Format.ts'

const MAX_HEADER_BYTES = 100_000_000 // the reference reader's own limit
const MAX_READ_BYTES = 16 * 1024 * 1024 // of it, for the number of tensors

export const safetensors: Format = {
  id: 'safetensors',
  title: 'safetensors',
  explanation:
    'Tensors behind a JSON header: recognised, not analysed; the format itself carries no code',
  matches: ({ isFolder, head, main }) => !isFolder && headerLength(head, main.source.size) > 0,
  *parts({ name, main, head }) {
    const length = headerLength(head, main.source.size)
    yield problemPart(
      'not-analysed',
      `${name} is a safetensors file: recognised, not analysed by this version`,
      main.at,
    )
    if (length > MAX_READ_BYTES) return
    const document = parseJson(main.source.read(8, length))
    const keys = document.root.kind === 'object' ? [...document.root.members.keys()] : []
    const tensors = keys.filter((key) => key !== '__metadata__').length
    yield detailPart(`${tensors} tensors`, main.at)
    const piece = { kind: 'value', name: 'header', offset: 8, length } as const
    yield* jsonOddities(document, rangeWithin(main.at, piece))
  },
}

/** Bytes of the header; 0 when these are not the first bytes of such a file. */
function headerLength(head: Uint8Array, size: number): number {
  if (head.length < 10) return 0
  const length = Number(new Cursor(head).u64())
  if (length < 2 || length > MAX_HEADER_BYTES || length + 8 > size) return 0
  const text = new TextDecoder().decode(head.subarray(8, 8 + length)).trimStart()
  const isHeader = text.startsWith('{"') || text === '{}' || /^\{\s*"/.test(text)
  return isHeader ? length : 0
}
