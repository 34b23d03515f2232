import type { Layer } from './Layer.ts'
import type { ModelPart } from './ModelPart.ts'

type Owned = Extract<ModelPart, { kind: 'layer' | 'function' | 'outside' | 'operation' }>

/** `part` with `prefix` before the ids of its layers: two models in one file may name their layers alike. */
export function withPrefix<Part extends ModelPart>(part: Part, prefix: string): Part | Owned {
  if (part.kind === 'layer') return { kind: 'layer', layer: layerAfter(part.layer, prefix) }
  if (part.kind === 'function') return { kind: 'function', slot: ownedAfter(part.slot, prefix) }
  if (part.kind === 'outside')
    return { kind: 'outside', reference: ownedAfter(part.reference, prefix) }
  return part.kind === 'operation'
    ? { kind: 'operation', operation: ownedAfter(part.operation, prefix) }
    : part
}

function layerAfter(layer: Layer, prefix: string): Layer {
  const { id, parent, inputs } = layer
  return {
    ...layer,
    id: prefix + id,
    parent: parent === null ? null : prefix + parent,
    inputs: inputs.map((from) => prefix + from),
  }
}

function ownedAfter<Part extends { readonly layer: string | null }>(
  part: Part,
  prefix: string,
): Part {
  return part.layer === null ? part : { ...part, layer: prefix + part.layer }
}
