import { byteSource, cachedSource, type ByteSource } from '../engine/index.ts'

/** A dropped `File` as a source, read where it lies. Only a worker has `FileReaderSync`. */
export function fileSource(file: File): ByteSource {
  const reader = new FileReaderSync()
  return cachedSource(
    byteSource(file.size, (offset, length) => {
      const slice = file.slice(offset, offset + length)
      return new Uint8Array(reader.readAsArrayBuffer(slice))
    }),
  )
}
