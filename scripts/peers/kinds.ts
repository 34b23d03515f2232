/** The kinds of files in the table, by the id of the format that Lambdascope reads them as. */
const KINDS: readonly (readonly [string, readonly string[]])[] = [
  ['Keras HDF5', ['keras-hdf5', 'hdf5', 'base64-text']],
  ['Keras .keras', ['keras-zip']],
  ['Keras JSON, YAML', ['model-json', 'model-yaml']],
  ['SavedModel and parts', ['saved-model', 'keras-metadata', 'tensorflow-parts']],
  ['pickle', ['pickle']],
  ['PyTorch zip', ['pytorch-zip']],
  ['NumPy', ['npy', 'npz']],
  ['archive, compressed', ['zip-archive', 'other-archive', 'tar-archive', 'compressed']],
]
const OTHER = 'other'

export function kindOf(format: string): string {
  return KINDS.find(([, formats]) => formats.includes(format))?.[0] ?? OTHER
}

/** What holds pickles: all that a scanner of pickles alone is given. */
export function mayHoldPickle(kind: string): boolean {
  return ['pickle', 'PyTorch zip', 'NumPy', 'archive, compressed', OTHER].includes(kind)
}

/** The order of the rows. */
export function kindOrder(kind: string): number {
  const index = KINDS.findIndex(([name]) => name === kind)
  return index < 0 ? KINDS.length : index
}
