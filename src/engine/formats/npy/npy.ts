// One NumPy array. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
import { sliceSource } from '../../bytes/ByteSource.ts'
import { npyHeader, type NpyHeader } from '../../encodings/npy/npyHeader.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { problemPart } from '../../model/toPart.ts'
import type { Format, Input } from '../Format.ts'

export const npy: Format = {
  id: 'npy',
  title: 'NumPy array',
  explanation:
    'A .npy file: its type and shape are shown; an array of Python objects is a pickle, which is examined as one, and which can run code when it is loaded',
  needsHdf5: true,
  matches: ({ isFolder, head }) => !isFolder && npyHeader(head) !== undefined,
  *parts(input) {
    const header = npyHeader(input.head)
    if (header === undefined) return
    yield tensorPart(input, header)
    if (header.hasObjects) yield picklePart(input, header)
  },
}

function tensorPart({ main }: Input, { descr, shape, dataOffset }: NpyHeader): ModelPart {
  const dtype = descr.replaceAll("'", '')
  const storedBytes = Math.max(0, main.source.size - dataOffset)
  const name = main.path.replace(/\.npy$/, '')
  return { kind: 'tensor', tensor: { name, dtype, shape: shape ?? [], storedBytes, at: main.at } }
}

/** The pickle that stands where the values would: a file of its own. */
function picklePart({ name, main }: Input, { dataOffset }: NpyHeader): ModelPart {
  const { source, at } = main
  if (dataOffset >= source.size) {
    const message = `${name} is an array of Python objects, but ends at byte ${source.size}, before their pickle`
    return problemPart('malformed', message, at)
  }
  const length = source.size - dataOffset
  const piece = { kind: 'member', name: 'pickle', offset: dataOffset, length } as const
  const path = `${name} (pickle from byte ${dataOffset})`
  const pickled = sliceSource(source, dataOffset, length)
  return { kind: 'file', file: { path, source: pickled, at: rangeWithin(at, piece) } }
}
