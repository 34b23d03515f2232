// The text of a marshalled function, in the order in which every Keras since 2.1.2 tries to decode it (`func_load`).
// https://github.com/keras-team/keras/blob/v3.8.0/keras/src/utils/python_utils.py
import { decodeBase64 } from './decodeBase64.ts'
import { decodeRawUnicodeEscape } from './decodeRawUnicodeEscape.ts'

export interface FunctionBytes {
  readonly encoding: 'base64' | 'raw-unicode-escape'
  readonly bytes: Uint8Array
  /** What a genuine writer would not have left in the text, one sentence each. */
  readonly oddities: readonly string[]
}

/** The bytes that Keras hands to `marshal.loads`: base64, and where Python refuses that, one byte a character. */
export function decodeFunctionText(text: string): FunctionBytes {
  const base64 = decodeBase64(text)
  if (base64.kind === 'refused')
    return { encoding: 'raw-unicode-escape', bytes: decodeRawUnicodeEscape(text), oddities: [] }
  const { bytes, skipped, unread } = base64
  const oddities = [
    ...(skipped > 0
      ? [`${skipped} characters that are not base64 stand in it; Python skips them`]
      : []),
    ...(unread > 0 ? [`${unread} characters follow its padding; Python does not read them`] : []),
  ]
  return { encoding: 'base64', bytes, oddities }
}
