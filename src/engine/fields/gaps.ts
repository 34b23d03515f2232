// Bytes that lie in no region: padding, room that was freed, or what somebody put there.
import { sliceSource, type ByteSource } from '../bytes/ByteSource.ts'
import { beginningOf } from '../encodings/magic/beginning.ts'
import { region, shiftedRegion, type RegionNode } from './Field.ts'
import type { Layout, LayoutHint } from './FileLayout.ts'

const MAX_GAPS = 20_000
const MAX_LOOK_BYTES = 1024 * 1024 // of one gap, to say whether it is all zeros
const MAX_LOOKED_AT = 64 * 1024 * 1024 // of all gaps together
const MAX_DEPTH = 2
const MIN_FILE_BYTES = 64 // shorter ones are no model and no archive

type LayOut = (source: ByteSource, hint: LayoutHint, depth: number) => Layout

/** A region for each run of bytes between `regions`; what is a file there is laid out in its turn. */
export function* gapsIn(
  source: ByteSource,
  regions: readonly RegionNode[],
  depth: number,
  layOut: LayOut,
): Generator<RegionNode> {
  let left = MAX_LOOKED_AT
  for (const { offset, length, where } of runsBetween(source.size, regions)) {
    const looked = source.read(offset, Math.min(length, MAX_LOOK_BYTES, Math.max(16, left)))
    left -= looked.length
    const gap = describe(looked, length)
    yield region([], { name: where, offset, length, isGap: true, kind: 'data', ...gap })
    if (!gap.isFile || depth > MAX_DEPTH) continue
    const hint = { name: '', code: null }
    const inner = layOut(sliceSource(source, offset, length), hint, depth + 1)
    for (const node of inner.regions) yield shiftedRegion(node, offset, [where])
  }
}

interface Run {
  readonly offset: number
  readonly length: number
  readonly where: 'before the first part' | 'between parts' | 'behind the last part' | 'in no part'
}

function* runsBetween(size: number, regions: readonly RegionNode[]): Generator<Run> {
  const sorted = regions.toSorted((one, other) => one.offset - other.offset)
  let end = 0
  let count = 0
  for (const { offset, length } of sorted) {
    if (offset > end && count++ < MAX_GAPS)
      yield {
        offset: end,
        length: offset - end,
        where: end === 0 ? 'before the first part' : 'between parts',
      }
    end = Math.max(end, offset + length)
  }
  if (end < size)
    yield {
      offset: end,
      length: size - end,
      where: end === 0 ? 'in no part' : 'behind the last part',
    }
}

interface Described {
  readonly type: string
  readonly value: string
  readonly isFile: boolean
}

function describe(bytes: Uint8Array, length: number): Described {
  const first = bytes.findIndex((byte) => byte !== 0)
  const isWhole = bytes.length === length
  if (first < 0) {
    const type = isWhole ? 'zeros' : `zeros as far as was looked, ${bytes.length} bytes`
    return { type, value: '', isFile: false }
  }
  const found = beginningOf(bytes.subarray(first))
  const type = found === undefined ? 'not zero' : `begins like ${found.name}`
  const shown = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'))
  const isFile = found?.kind === 'file' && first === 0 && length >= MIN_FILE_BYTES
  return { type, value: shown.join(' '), isFile }
}
