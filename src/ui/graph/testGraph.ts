import type { Layer, LayerGraph } from '../../engine/index.ts'
import { drawnLayout } from './layout/drawnLayout.ts'
import { boxesOf, sceneFrom, type Scene } from './scene.ts'
import type { VisibleGraph } from './visibleGraph.ts'

/** A scene for tests, of text that is 7 pixels wide a character. */
export function sceneOf(visible: VisibleGraph, carriers: readonly string[] = []): Scene {
  const carry = new Set(carriers)
  const boxes = boxesOf(visible, carry, (text) => text.length * 7)
  return sceneFrom(
    visible,
    carry,
    drawnLayout(boxes, () => undefined),
  )
}

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
