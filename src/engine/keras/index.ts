// What a Keras configuration means, whatever file it stood in. The keys of every generation:
// https://github.com/keras-team/keras/blob/v3.8.0/keras/src/saving/serialization_lib.py (Keras 3),
// https://github.com/keras-team/keras/blob/2.1.6/keras/engine/topology.py (get_config of Keras 1 and 2)
export { isModel } from './models.ts'
export { jsonOddities } from './jsonOddities.ts'
export { readConfigText } from './readConfigText.ts'
export { readKerasConfig, readLayerObject, readTrainingConfig } from './readKerasConfig.ts'
