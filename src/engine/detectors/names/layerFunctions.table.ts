// Made by scripts/fixtures/keras-behaviour.py; do not edit.

/** Functions that stand among the layers of Keras: where a class of that name is asked for, they are called. */
export const LAYER_FUNCTIONS: ReadonlySet<string> = new Set([
  'Input',
  'add',
  'average',
  'concatenate',
  'deserialize',
  'dot',
  'maximum',
  'minimum',
  'multiply',
  'serialize',
  'subtract',
])
