import type { ByteSource } from '../../bytes/ByteSource.ts'

/** An HDF5 library, passed in by the host: the engine knows what it asks, not who answers. */
export interface Hdf5 {
  /** Opens a file; throws `ParseError` when the library cannot. */
  open(source: ByteSource): Hdf5File
}

export interface Hdf5File {
  /** The value of an attribute of the object at `path`; undefined when it has none of that name. */
  attribute(path: string, name: string): Hdf5Value | undefined
  /** Names of the attributes of the object at `path`. */
  attributeNames(path: string): readonly string[]
  /** The links in the group at `path`, none of them followed. */
  links(path: string): readonly Hdf5Link[]
  /** Type and shape of the dataset at `path`, without its values. */
  dataset(path: string): Hdf5Dataset
  /** Frees what the library holds. */
  close(): void
}

/** Text, a list of texts, a number, or something else that is only named. */
export type Hdf5Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'other'; readonly type: string }

export type Hdf5Link =
  | { readonly kind: 'group' | 'dataset' | 'other'; readonly name: string }
  | { readonly kind: 'soft'; readonly name: string; readonly target: string }
  | {
      readonly kind: 'external'
      readonly name: string
      readonly file: string
      readonly target: string
    }

export interface Hdf5Dataset {
  readonly dtype: string
  readonly shape: readonly number[]
  /** Ids of its filters. */
  readonly filters: readonly number[]
  readonly virtual: boolean
}
