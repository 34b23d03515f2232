import { ParseError } from '../../bytes/ParseError.ts'
import type { InnerFile } from '../../model/ModelPart.ts'

const MAX_FILE_BYTES = 512 * 1024 * 1024 // held in memory; the largest published saved_model.pb are a tenth of it

/** All bytes of a protobuf file. Throws `ParseError` when they are more than fit, or cannot be read. */
export function readWhole({ path, source }: InnerFile): Uint8Array {
  if (source.size > MAX_FILE_BYTES)
    throw new ParseError(
      `${path} has ${source.size} bytes, over ${MAX_FILE_BYTES}; it was not read`,
      0,
    )
  return source.read(0, source.size)
}
