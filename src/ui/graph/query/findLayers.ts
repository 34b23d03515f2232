import type { Layer } from '../../../engine/index.ts'
import type { LayerMark } from '../../shared/marks.ts'
import { familyOf } from '../families.ts'
import type { LayerTree } from '../LayerTree.ts'
import type { Sign, Term, Test } from './parseQuery.ts'

/** What a configuration says of one layer, by property in lower case: `units`, `activation`. */
export type Properties = ReadonlyMap<string, string | number>

/** What is searched. */
export interface Searched {
  readonly tree: LayerTree
  readonly marks: ReadonlyMap<string, LayerMark>
  /** By layer id; layers whose configuration could not be read are missing. */
  readonly properties: ReadonlyMap<string, Properties>
}

/** Fields that need no configuration. */
const FIELDS: ReadonlySet<string> = new Set([
  'name',
  'class',
  'path',
  'shape',
  'params',
  'parameters',
  'activation',
  'module',
  'family',
  'finding',
  'has',
])

/** Whether any term asks for what only a configuration says. */
export function asksForProperties(terms: readonly Term[]): boolean {
  return terms.some(({ test }) => test.kind !== 'word' && !FIELDS.has(test.key))
}

/** Ids of the layers of which all terms hold, in the order of the file; none without a term. */
export function findLayers(searched: Searched, terms: readonly Term[]): readonly string[] {
  if (terms.length === 0) return []
  const found: string[] = []
  for (const [id, layer] of searched.tree.byId)
    if (
      !searched.tree.repeats.has(id) &&
      terms.every(({ isNot, test }) => holds(searched, layer, test) !== isNot)
    )
      found.push(id)
  return found
}

function holds(searched: Searched, layer: Layer, test: Test): boolean {
  switch (test.kind) {
    case 'word':
      return [layer.id, layer.name, layer.className].some((field) => has(field, test.text))
    case 'text':
      return textsOf(searched, layer, test.key).some((field) => has(field, test.text))
    case 'number': {
      const value = numberOf(searched, layer, test.key)
      return value !== null && compares(value, test.sign, test.value)
    }
  }
}

function has(field: string, text: string): boolean {
  return field.toLowerCase().includes(text)
}

function textsOf({ marks, properties }: Searched, layer: Layer, key: string): readonly string[] {
  const mark = marks.get(layer.id)
  const fields: ReadonlyMap<string, string | null | undefined> = new Map([
    ['name', layer.name],
    ['class', layer.className],
    ['path', layer.id],
    ['shape', layer.outputShape],
    ['activation', layer.activation],
    ['module', layer.module],
    ['family', familyOf(layer.className)],
    ['finding', mark?.severity],
    ['has', thingsOf(layer, mark)],
  ])
  const known = fields.get(key)
  const property = properties.get(layer.id)?.get(key)
  return [known ?? [], property === undefined ? [] : String(property)].flat()
}

function thingsOf({ custom }: Layer, mark: LayerMark | undefined): string {
  return [
    mark?.carriesCode === true ? 'code lambda' : '',
    mark?.severity == null ? '' : 'finding',
    custom ? 'custom' : '',
  ].join(' ')
}

function numberOf({ properties }: Searched, layer: Layer, key: string): number | null {
  if (key === 'params' || key === 'parameters') return layer.parameters
  const property = properties.get(layer.id)?.get(key)
  return typeof property === 'number' ? property : null
}

function compares(value: number, sign: Sign, to: number): boolean {
  switch (sign) {
    case '>':
      return value > to
    case '>=':
      return value >= to
    case '<':
      return value < to
    case '<=':
      return value <= to
    case '=':
      return value === to
    case '!=':
      return value !== to
  }
}
