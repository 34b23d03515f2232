import { byteSource, cachedSource, type ByteSource } from '../engine/index.ts'

/** Counts what is read from the disk. */
export interface Meter {
  bytes: number
}

/** A dropped `File` as a source, read where it lies. Only a worker has `FileReaderSync`. */
export function fileSource(file: File, meter: Meter): ByteSource {
  const reader = new FileReaderSync()
  return cachedSource(
    byteSource(file.size, (offset, length) => {
      meter.bytes += length
      const slice = file.slice(offset, offset + length)
      return new Uint8Array(reader.readAsArrayBuffer(slice))
    }),
  )
}
