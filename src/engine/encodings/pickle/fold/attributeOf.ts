import type { PickleValue } from '../PickleValue.ts'
import type { Folding } from './Folding.ts'

const MAX_NAME = 1_000 // characters of a dotted name; a chain that is longer leads nowhere

/** `value.name`; undefined when what it is can only be known by running it. */
export function attributeOf(
  folding: Pick<Folding, 'global'>,
  value: PickleValue | undefined,
  name: string,
): PickleValue | undefined {
  if (value?.kind !== 'global' || value.name === null) return undefined
  const path = value.name === '' ? name : `${value.name}.${name}`
  return path.length > MAX_NAME ? undefined : folding.global(value.module, path)
}
