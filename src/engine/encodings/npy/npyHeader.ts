// The header of a .npy file. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
import { Cursor } from '../../bytes/Cursor.ts'

export interface NpyHeader {
  readonly version: string
  /** The Python literal of its type: `'<f4'`, or a list of fields. `?` when there is none. */
  readonly descr: string
  /** Null when there is none that makes sense. */
  readonly shape: readonly number[] | null
  /** Whether it holds Python objects, which are a pickle. */
  readonly hasObjects: boolean
  /** Where the values, or the pickle, begin. */
  readonly dataOffset: number
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
const MAX_DIMENSIONS = 64 // NumPy's own limit since 2.0

/** The header in the first bytes of a file, as far as they go; undefined when they are no .npy file. Never throws. */
export function npyHeader(head: Uint8Array): NpyHeader | undefined {
  if (
    head.length < (head[6] === 1 ? 10 : 12) ||
    !MAGIC.every((byte, index) => head[index] === byte)
  )
    return undefined
  const cursor = new Cursor(head, MAGIC.length)
  const [major, minor] = [cursor.u8(), cursor.u8()]
  const length = major === 1 ? cursor.u16() : cursor.u32()
  const dataOffset = cursor.offset + length
  const text = cursor.text(Math.min(length, cursor.left))
  const descr = /'descr':\s*('[^']*'|\[[^\]]*\])/.exec(text)?.[1] ?? '?'
  const shape = shapeIn(text)
  const hasObjects = descr === '?' || /'[<>|=]?O\d*'/.test(descr)
  return { version: `${major}.${minor}`, descr, shape, hasObjects, dataOffset }
}

function shapeIn(text: string): readonly number[] | null {
  const inside = /'shape':\s*\(([\d,\sL]*)\)/.exec(text)?.[1]
  if (inside === undefined) return null
  const sizes = inside.split(',').map((size) => size.trim().replace(/L$/, ''))
  const dimensions = sizes.filter((size) => size !== '').map(Number)
  const isShape = dimensions.length <= MAX_DIMENSIONS && dimensions.every(Number.isSafeInteger)
  return isShape ? dimensions : null
}
