import type { Layer, LayerGraph } from '../../engine/index.ts'

/** Whether two graphs are drawn alike. */
export function sameGraph(a: LayerGraph, b: LayerGraph): boolean {
  return (
    a.layers.length === b.layers.length &&
    sameList(a.notes, b.notes) &&
    a.layers.every((layer, index) => {
      const other = b.layers[index]
      return other !== undefined && sameLayer(layer, other)
    })
  )
}

function sameLayer(a: Layer, b: Layer): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.className === b.className &&
    a.parent === b.parent &&
    a.outputShape === b.outputShape &&
    sameList(a.inputs, b.inputs)
  )
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index])
}
