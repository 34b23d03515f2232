import type { ByteSource } from '../../bytes/ByteSource.ts'

/**
 * An HDF5 library, passed in by the host: the engine knows what it asks, not who answers. It says what a loader
 * of the model would get. Datasets and links it is not asked about: it would follow them.
 */
export interface Hdf5 {
  /** Opens a file; throws `ParseError` when the library cannot. */
  open(source: ByteSource): Hdf5File
}

/** All of these throw `ParseError` when the library cannot answer, and for a path that leads through a link. */
export interface Hdf5File {
  /** Names of the attributes of the object at `path`. */
  attributeNames(path: string): readonly string[]
  /** The value of one of them. */
  attribute(path: string, name: string): Hdf5Value
  /** Frees what the library holds. */
  close(): void
}

export type Hdf5Value =
  /** One or several texts: their bytes, up to the byte 0 that ends each. */
  | { readonly kind: 'texts'; readonly texts: readonly Uint8Array[] }
  /** Something else, which is only named. */
  | { readonly kind: 'other'; readonly type: string }
