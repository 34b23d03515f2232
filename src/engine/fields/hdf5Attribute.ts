import type { AddressSpace, Fault } from '../encodings/hdf5/AddressSpace.ts'
import { attempt } from '../encodings/hdf5/AddressSpace.ts'
import type { Attribute } from '../encodings/hdf5/attributeMessage.ts'
import { readTexts } from '../encodings/hdf5/attributeText.ts'
import type { Dataspace } from '../encodings/hdf5/dataspace.ts'
import { region, shortValue, type RegionNode } from './Field.ts'
import { textOf } from './FieldReader.ts'

/** An attribute where its value stands; of one text of variable length in the global heap. */
export function attributeRegion(
  space: AddressSpace,
  path: readonly string[],
  attribute: Attribute,
): RegionNode {
  const { name, datatype, dataspace, value } = attribute
  const faults: Fault[] = []
  const texts =
    datatype.text === null ? [] : (attempt(faults, () => readTexts(space, attribute)) ?? [])
  const [only, ...others] = texts
  const place = only !== undefined && others.length === 0 ? only : value
  const shown = texts
    .slice(0, 8)
    .map(({ bytes }) => textOf(bytes))
    .join(', ')
  return region([...path, `@${name}`], {
    name: `attribute ${name}`,
    type: `attribute, ${datatype.name}${shapeText(dataspace)}`,
    offset: place.offset,
    length: place.bytes.length,
    kind: datatype.text === null ? 'data' : 'text',
    value: shortValue(shown),
  })
}

/** ` 3×4`; nothing for a scalar. */
export function shapeText({ dimensions }: Dataspace): string {
  if (dimensions === null) return ', empty'
  return dimensions.length === 0 ? '' : ` ${dimensions.join('×')}`
}
