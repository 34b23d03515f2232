import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseJson } from '../../encodings/json/parseJson.ts'
import { fileLocation } from '../../model/Location.ts'
import { readKerasConfig } from '../index.ts'

interface Golden {
  readonly config: unknown
  readonly layers: readonly { name: string; shape: string | null; parameters: number }[]
}

test.each(['tf210', 'keras3'])(
  'shapes and numbers of weights are those that %s itself computed, for every layer',
  (writer) => {
    const file = new URL(`../fixtures/${writer}-shapes.json`, import.meta.url)
    const golden: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const models = isGolden(golden) ? golden : []
    expect(models.length).toBe(3)
    const ours = models.flatMap(({ config }, model) =>
      layersOf(config).map((layer) => ({ ...layer, name: `${model} ${layer.name}` })),
    )
    const theirs = models.flatMap(({ layers }, model) =>
      layers.map((layer) => ({ ...layer, name: `${model} ${layer.name}` })),
    )
    const told = new Map(ours.map((layer) => [layer.name, layer]))
    expect(
      theirs.map(({ name }) => [name, told.get(name)?.outputShape, told.get(name)?.parameters]),
    ).toEqual(theirs.map(({ name, shape, parameters }) => [name, shape, parameters]))
  },
)

function layersOf(config: unknown) {
  const { root } = parseJson(new TextEncoder().encode(JSON.stringify(config)))
  return [...readKerasConfig(root, fileLocation('model.json', 0))].flatMap((part) =>
    part.kind === 'layer' ? [part.layer] : [],
  )
}

function isGolden(value: unknown): value is readonly Golden[] {
  return Array.isArray(value)
}
