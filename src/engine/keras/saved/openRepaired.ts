// Files that went through a copy in text mode: https://git-scm.com/docs/gitattributes (core.autocrlf)
import { ParseError } from '../../bytes/ParseError.ts'
import { withoutCarriageReturns } from '../../encodings/protobuf/withoutCarriageReturns.ts'
import { rootMessage, type Message, type WireFault } from '../../encodings/protobuf/Message.ts'
import { within, type Location } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'

/** A protobuf file as it was read, in the end from repaired bytes. */
export interface Opened<T> {
  readonly value: T
  /** The window whose bytes offsets in `value` count. */
  readonly at: Location
  readonly bytes: Uint8Array
  readonly faults: readonly WireFault[]
  /** What tells of a repair. */
  readonly parts: readonly ModelPart[]
}

/** Undoes one kind of damage: the bytes as they were, or null when they do not show it. */
export type Repair = (
  bytes: Uint8Array,
) => { readonly bytes: Uint8Array; readonly detail: string } | null

/** Every LF was made a CR LF. */
export const lineFeedsBack: Repair = (damaged) => {
  const { bytes, changed } = withoutCarriageReturns(damaged)
  const detail = `each line feed was made a CR LF (${changed} bytes added); read with these taken out`
  return changed === 0 ? null : { bytes, detail }
}

/**
 * Reads `bytes` with `read`; when that meets faults, what each of `repairs` makes of them, until one reads
 * without a fault. A repair that helped is told as an oddity, and its bytes are kept. If none helps, the
 * bytes are read as they are.
 */
export function openRepaired<T>(
  { bytes, at, name }: { readonly bytes: Uint8Array; readonly at: Location; readonly name: string },
  read: (root: Message) => T,
  repairs: readonly Repair[],
): Opened<T> {
  const plain = open(bytes, read)
  if (plain.faults.length === 0) return { ...plain, at, parts: [] }
  for (const repair of repairs) {
    const repaired = attempt(repair, bytes)
    if (repaired === null) continue
    const again = open(repaired.bytes, read)
    if (again.faults.length > 0) continue
    const where = repairedWindow(at, bytes.length)
    const content = {
      name: `${name}, repaired`,
      type: 'bytes',
      bytes: repaired.bytes,
      at: where,
    } as const
    const oddity = { what: 'line-ending-damage', detail: repaired.detail, at } as const
    return {
      ...again,
      at: where,
      parts: [
        { kind: 'oddity', oddity },
        { kind: 'content', content },
      ],
    }
  }
  return { ...plain, at, parts: [] }
}

function open<T>(
  bytes: Uint8Array,
  read: (root: Message) => T,
): Pick<Opened<T>, 'value' | 'bytes' | 'faults'> {
  const root = rootMessage(bytes)
  return { value: read(root), bytes, faults: root.log.faults }
}

/** A repair that does not come out even is none. */
function attempt(repair: Repair, bytes: Uint8Array): ReturnType<Repair> {
  try {
    return repair(bytes)
  } catch (error) {
    if (error instanceof ParseError) return null
    throw error
  }
}

function repairedWindow(at: Location, length: number): Location {
  return within(at, {
    kind: 'message',
    name: 'line ends restored',
    offset: 0,
    length,
    via: 'repaired',
  })
}
