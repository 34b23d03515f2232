/** What we use of h5wasm: https://github.com/usnistgov/h5wasm/blob/main/src/hdf5_util.cc */
export interface Library {
  readonly HEAPU8: Uint8Array
  readonly FS: FileSystem
  _malloc(bytes: number): number
  _free(address: number): void
  open(path: string, mode: number, trackOrder: boolean, oldest: number, newest: number): bigint
  close_file(file: bigint): number
  activate_throwing_error_handler(): number
  get_symbolic_link(file: bigint, path: string): string | null
  get_external_link(file: bigint, path: string): { readonly filename?: string }
  get_attribute_names(file: bigint, path: string): readonly string[]
  get_attribute_metadata(file: bigint, path: string, name: string): AttributeType
  get_attribute_data(file: bigint, path: string, name: string, address: bigint): number
  reclaim_vlen_memory(file: bigint, path: string, name: string, address: bigint): number
}

export interface AttributeType {
  /** The class: 3 is text. */
  readonly type: number
  /** Bytes of one value; of its address, when it is of variable length. */
  readonly size: number
  /** The number of values. */
  readonly total_size: number
  /** Null when it has no values. */
  readonly shape: readonly number[] | null
  /** Whether it is a text of variable length. */
  readonly vlen: boolean
}

/** Emscripten's file system in memory: https://emscripten.org/docs/api_reference/Filesystem-API.html */
export interface FileSystem {
  createDataFile(
    folder: string,
    name: string,
    bytes: Uint8Array,
    canRead: boolean,
    canWrite: boolean,
    canOwn: boolean,
  ): void
  lookupPath(path: string, options: object): { readonly node: object }
  unlink(path: string): void
}
