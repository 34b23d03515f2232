import { ParseError } from '../../bytes/ParseError.ts'
import { parseJson } from '../../encodings/json/parseJson.ts'
import { isModel } from '../../keras/index.ts'

/** Read to tell whether a file is a model: three times the largest published configuration. */
export const MAX_CONFIG_BYTES = 16 * 1024 * 1024

/** Whether the text that `read` returns is the configuration of a Keras model. Never throws. */
export function isModelText(read: () => Uint8Array): boolean {
  try {
    return isModel(parseJson(read()).root)
  } catch (error) {
    if (error instanceof ParseError) return false
    throw error
  }
}
