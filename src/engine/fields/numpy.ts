// A .npy file: its header, and the values behind it.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
import type { ByteSource } from '../bytes/ByteSource.ts'
import { npyHeader } from '../encodings/npy/npyHeader.ts'
import { region } from './Field.ts'
import { readFields } from './FieldReader.ts'
import type { Outline } from './Outline.ts'

const HEAD_BYTES = 4_096

/** Adds header and values of the .npy file that `source` is. */
export function outlineNumpy(source: ByteSource, outline: Outline): void {
  const head = source.read(0, Math.min(HEAD_BYTES, source.size))
  const header = npyHeader(head)
  if (header === undefined) return
  const headBytes = Math.min(header.dataOffset, source.size)
  const inside = () =>
    readFields(source.read(0, headBytes), 0, (reader) => {
      reader.text('magic', 6, 'signature')
      const major = reader.number('major version', 1)
      reader.number('minor version', 1)
      reader.number('header size', major === 1n ? 2 : 4)
      reader.text('header', reader.left)
    })
  outline.add(
    region([], {
      name: 'header',
      type: `.npy ${header.version}`,
      offset: 0,
      length: headBytes,
      inside,
    }),
  )
  const length = source.size - headBytes
  const shape = header.shape?.join('×') ?? ''
  const type = header.hasObjects ? 'pickle' : `${header.descr.replaceAll("'", '')} ${shape}`.trim()
  if (length > 0)
    outline.add(region([], { name: 'values', type, kind: 'data', offset: headBytes, length }))
}
