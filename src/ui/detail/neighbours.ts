import type { Layer, Report, Tensor } from '../../engine/index.ts'

/** What stands around a layer. */
export interface Neighbours {
  /** Layers that it reads from; ids that the file names and does not hold are left out. */
  readonly before: readonly Layer[]
  readonly after: readonly Layer[]
  readonly holder: Layer | null
  /** Weight arrays with its name in their path. */
  readonly weights: readonly Tensor[]
}

/** Looks through the whole report: once for a selection. */
export function neighboursOf({ graph, tensors }: Report, layer: Layer): Neighbours {
  const inputs = new Set(layer.inputs)
  return {
    before: graph.layers.filter(({ id }) => inputs.has(id)),
    after: graph.layers.filter((other) => other.inputs.includes(layer.id)),
    holder: graph.layers.find(({ id }) => id === layer.parent) ?? null,
    weights: tensors.filter(({ name }) => name.split('/').includes(layer.name)),
  }
}
