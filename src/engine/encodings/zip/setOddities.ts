// What is odd in the entries together: names that stand twice or look alike, and sizes that add up to a bomb.
import type { CentralRecord } from './centralDirectory.ts'
import { lookOf, nameOddities } from './entryName.ts'
import type { ZipOddity } from './Zip.ts'

const BOMB_BYTES = 1024 ** 3 // with the ratio: no real model compresses so well
const BOMB_RATIO = 100

/** Duplicates, look-alikes and bombs among `records`. */
export function setOddities(records: readonly CentralRecord[]): readonly ZipOddity[] {
  return [...duplicates(records), ...lookAlikes(records), ...almostNames(records), ...bomb(records)]
}

/** Python reads the last of equal names, other readers the first: every earlier one is reported. */
function duplicates(records: readonly CentralRecord[]): readonly ZipOddity[] {
  const counts = new Map<string, number>()
  for (const { name } of records) counts.set(name, (counts.get(name) ?? 0) + 1)
  const last = new Map(records.map((record) => [record.name, record]))
  return records
    .filter((record) => last.get(record.name) !== record)
    .map(({ name, offset, length }) => {
      const detail = `${JSON.stringify(name)} stands ${counts.get(name) ?? 0} times; Python reads the last`
      return { what: 'duplicate-entry', detail, name, offset, length }
    })
}

function lookAlikes(records: readonly CentralRecord[]): readonly ZipOddity[] {
  const first = new Map<string, string>()
  return records.flatMap(({ name, offset, length }) => {
    const look = lookOf(name)
    const other = first.get(look) ?? name
    first.set(look, other)
    if (other === name) return []
    const detail = `${JSON.stringify(name)} looks like ${JSON.stringify(other)}, another entry`
    return [{ what: 'odd-name', detail, traits: caseTraits(name, other), name, offset, length }]
  })
}

/** The files that loaders look for by name, at the top of an archive. */
const LOADED_NAMES: ReadonlySet<string> = new Set([
  ...['config.json', 'metadata.json', 'model.weights.h5', 'model.weights.npz'],
  ...['model.weights.json', 'saved_model.pb', 'keras_metadata.pb'],
])

/** Names that a person takes for one of those, and a loader does not. What is odd in the name anyhow is told already. */
function almostNames(records: readonly CentralRecord[]): readonly ZipOddity[] {
  const names = new Set(records.map(({ name }) => name))
  return records.flatMap(({ name, offset, length }) => {
    const look = lookOf(name)
    if (name === look || !LOADED_NAMES.has(look) || names.has(look)) return []
    if (nameOddities(name).length > 0) return []
    const detail = `${JSON.stringify(name)} looks like ${JSON.stringify(look)}, which loaders look for`
    return [{ what: 'odd-name', detail, traits: caseTraits(name, look), name, offset, length }]
  })
}

/** Names that differ in upper and lower case alone are common enough. */
function caseTraits(name: string, other: string): readonly 'ordinary'[] {
  return name.toLowerCase() === other.toLowerCase() ? ['ordinary'] : []
}

function bomb(records: readonly CentralRecord[]): readonly ZipOddity[] {
  const stored = records.reduce((sum, { compressedSize }) => sum + compressedSize, 0)
  const size = records.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  if (size <= BOMB_BYTES || size <= stored * BOMB_RATIO) return []
  const detail = `${records.length} entries of ${stored} bytes are to become ${size}`
  const { offset = 0, length = 0 } = records[0] ?? {}
  return [{ what: 'archive-bomb', detail, name: 'directory', offset, length }]
}
