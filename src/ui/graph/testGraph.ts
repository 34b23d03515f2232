import type { Layer, LayerGraph } from '../../engine/index.ts'

/** A graph for tests: `['encoder/conv', 'Conv2D', 'input']` has the inputs after its class, its parent before the `/`. */
export function graphOf(
  ...rows: readonly (readonly [id: string, className: string, ...inputs: string[]])[]
): LayerGraph {
  return {
    layers: rows.map(([id, className, ...inputs]) => layerOf(id, className, inputs)),
    notes: [],
  }
}

export function layerOf(id: string, className: string, inputs: readonly string[] = []): Layer {
  const slash = id.lastIndexOf('/')
  return {
    id,
    name: id.slice(slash + 1),
    className,
    parent: slash === -1 ? null : id.slice(0, slash),
    inputs,
    outputShape: null,
    parameters: null,
    activation: null,
    module: null,
    custom: false,
    at: [],
  }
}
