import { decodeUtf8 } from '../../encodings/marshal/decodeText.ts'
import { OPCODES, type ArgumentKind } from '../../encodings/pickle/opcodes.table.ts'
import type { PickleOpcode } from '../../encodings/pickle/PickleValue.ts'
import { byteRuns, textRuns } from '../../encodings/text/printableRuns.ts'
import type { PayloadString } from '../../model/Listing.ts'

const MAX_STRINGS = 100_000

/** Runs of at least four printable characters in the texts, bytes and names of opcodes, in order. */
export function stringsOf(
  payload: Uint8Array,
  opcodes: Iterable<PickleOpcode>,
): readonly PayloadString[] {
  const found: PayloadString[] = []
  for (const opcode of opcodes)
    for (const run of runsOf(payload, opcode)) {
      if (found.length === MAX_STRINGS) return found
      found.push(run)
    }
  return found
}

function runsOf(
  payload: Uint8Array,
  { name, offset, length }: PickleOpcode,
): Iterable<PayloadString> {
  const kind = KINDS.get(name)
  const prefix = kind === undefined ? undefined : PREFIXES.get(kind)
  if (prefix === undefined) return []
  const end = offset + length - (kind === 'stringnl' ? 2 : 0)
  const content = payload.subarray(offset + prefix, end)
  const text = kind?.startsWith('unicodestring') === true ? decodeUtf8(content)?.text : undefined
  return text === undefined ? byteRuns(content, offset + prefix) : textRuns(text, end)
}

const KINDS: ReadonlyMap<string, ArgumentKind> = new Map(
  [...OPCODES.values()].map(({ name, argument }) => [name, argument]),
)

/** Bytes before the text: the opcode, a length, a quote. */
const PREFIXES: ReadonlyMap<ArgumentKind, number> = new Map([
  ['stringnl', 2],
  ['stringnl_noescape', 1],
  ['stringnl_noescape_pair', 1],
  ['unicodestringnl', 1],
  ['string1', 2],
  ['string4', 5],
  ['unicodestring1', 2],
  ['unicodestring4', 5],
  ['unicodestring8', 9],
  ['bytes1', 2],
  ['bytes4', 5],
  ['bytes8', 9],
  ['bytearray8', 9],
])
