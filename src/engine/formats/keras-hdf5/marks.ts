import { attributesOf, linksOf, objectAt, type Structure } from '../../encodings/hdf5/structure.ts'

/** Attributes of the root that Keras writes; of a list that is too long for one, the first piece. */
const ATTRIBUTES: readonly string[] = [
  'model_config',
  'keras_version',
  'layer_names',
  'layer_names0',
  'nb_layers',
]

/** Where a whole model keeps its weights. */
export const MODEL_WEIGHTS = 'model_weights'
/** Where Keras 3 and TensorFlow 2.12 keep them in `model.weights.h5`, beside a group `vars`. */
const LAYERS = ['layers', '_layer_checkpoint_dependencies']

export type WeightsPlace =
  | { readonly kind: 'model' | 'archive'; readonly path: string }
  /** Each layer has its group in the root. */
  | { readonly kind: 'weights'; readonly path: '' }

/** Whether Keras wrote the file: by the names in its root, no value is read. */
export function hasKerasMarks(structure: Structure): boolean {
  return (
    ATTRIBUTES.some((name) => hasAttribute(structure, name)) ||
    weightsPlace(structure).kind !== 'weights'
  )
}

/** Which group holds a group for each layer. */
export function weightsPlace(structure: Structure): WeightsPlace {
  const names = groupNames(structure, '')
  if (names.includes(MODEL_WEIGHTS)) return { kind: 'model', path: MODEL_WEIGHTS }
  const path = names.includes('vars') ? LAYERS.find((name) => names.includes(name)) : undefined
  return path === undefined ? { kind: 'weights', path: '' } : { kind: 'archive', path }
}

/** The names of what is in the group at `path`. */
export function groupNames(structure: Structure, path: string): readonly string[] {
  const header = objectAt(structure, path)
  return header === undefined ? [] : linksOf(structure, header).links.map(({ name }) => name)
}

export function hasAttribute(structure: Structure, wanted: string): boolean {
  return attributesOf(structure, structure.root).attributes.some(({ name }) => name === wanted)
}
