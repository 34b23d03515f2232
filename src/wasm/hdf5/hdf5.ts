// HDF5 by h5wasm, the HDF Group's library in WebAssembly. Its build for browsers serves Node too, and there it sees
// no file but ours: the build for Node would read /etc/passwd where a model asks for it.
import {
  ParseError,
  ReadingEnded,
  type ByteSource,
  type Hdf5,
  type Hdf5File,
  type Hdf5Value,
} from '../../engine/index.ts'
import type { AttributeType, Library } from './Library.ts'
import { mountSource, type SourceFile } from './sourceFile.ts'

const READ_ONLY = 0
const ANY_VERSION = -1
const MAX_VALUE_BYTES = 64 * 1024 * 1024 // of one attribute; the largest published configuration has 2 MB
const MAX_CAUSE_CHARACTERS = 200
const TEXT = 3
const CLASSES = [
  'integer',
  'float',
  'time',
  'text',
  'bitfield',
  'opaque',
  'compound',
  'reference',
  'enumeration',
  'sequence',
  'array',
]

/** Loads the library; about 1 MB is fetched and compiled the first time. */
export async function loadHdf5(): Promise<Hdf5> {
  const library: Library = await silently(async () => (await import('h5wasm')).ready)
  library.activate_throwing_error_handler()
  let opened = 0
  return { open: (source) => openFile(library, source, `model-${++opened}.h5`) }
}

/**
 * Emscripten binds `console.error` when it starts, and prints there whenever a file makes the library give up. That is
 * said in the report instead: the console is left out while the library starts.
 */
async function silently<T>(start: () => Promise<T>): Promise<T> {
  const speak: unknown = Reflect.get(console, 'error')
  Reflect.set(console, 'error', () => undefined)
  try {
    return await start()
  } finally {
    Reflect.set(console, 'error', speak)
  }
}

function openFile(library: Library, source: ByteSource, name: string): Hdf5File {
  const file = mountSource(library.FS, name, source)
  const id = openId(library, file)
  const checkPath = (path: string) => {
    refuseLinks(library, file, id, path)
  }
  return {
    attributeNames(path) {
      checkPath(path)
      return guarded(file, `list the attributes of ${path}`, () =>
        library.get_attribute_names(id, path),
      )
    },
    attribute(path, attribute) {
      checkPath(path)
      return guarded(file, `read the attribute ${attribute}`, () =>
        readAttribute(library, id, path, attribute),
      )
    },
    close() {
      file.remove()
      guarded(file, 'close the file', () => library.close_file(id))
    },
  }
}

function openId(library: Library, file: SourceFile): bigint {
  try {
    const id = guarded(file, 'open the file', () =>
      library.open(file.path, READ_ONLY, false, ANY_VERSION, ANY_VERSION),
    )
    if (id < 0n) throw new ParseError('the HDF5 library cannot open the file', 0)
    return id
  } catch (error) {
    file.remove()
    throw error
  }
}

/** The library follows every link on a path: so each is asked what it is, before the next is looked at. */
function refuseLinks(library: Library, file: SourceFile, id: bigint, path: string): void {
  let reached = ''
  for (const name of path.split('/').filter((part) => part !== '')) {
    reached += `/${name}`
    const here = reached
    const isLink = guarded(file, `look at ${here}`, () => {
      if (library.get_symbolic_link(id, here) !== null) return true
      return library.get_external_link(id, here).filename !== undefined
    })
    if (isLink) throw new ParseError(`${here} is a link, and is not followed`, 0)
  }
}

function readAttribute(library: Library, id: bigint, path: string, name: string): Hdf5Value {
  const type = library.get_attribute_metadata(id, path, name)
  if (type.shape === null) return { kind: 'other', type: 'nothing' }
  if (type.type !== TEXT) return { kind: 'other', type: CLASSES[type.type] ?? 'unknown' }
  const bytes = type.size * type.total_size
  if (!(bytes <= MAX_VALUE_BYTES))
    throw new ParseError(`${bytes} bytes are over ${MAX_VALUE_BYTES}`, 0)
  return { kind: 'texts', texts: bytes === 0 ? [] : readTexts(library, id, { path, name, type }) }
}

interface AttributePlace {
  readonly path: string
  readonly name: string
  readonly type: AttributeType
}

function readTexts(
  library: Library,
  id: bigint,
  { path, name, type }: AttributePlace,
): readonly Uint8Array[] {
  const bytes = type.size * type.total_size
  const address = library._malloc(bytes)
  if (address === 0) throw new ParseError(`no memory for ${bytes} bytes`, 0)
  try {
    library.HEAPU8.fill(0, address, address + bytes)
    if (library.get_attribute_data(id, path, name, BigInt(address)) < 0)
      throw new ParseError(`the HDF5 library cannot read the attribute ${name}`, 0)
    const starts = Array.from(
      { length: type.total_size },
      (_, index) => address + index * type.size,
    )
    if (!type.vlen) return starts.map((start) => textAt(library, start, start + type.size))
    const heap = new DataView(library.HEAPU8.buffer)
    const texts = starts.map((start) => textAt(library, heap.getUint32(start, true), Infinity))
    library.reclaim_vlen_memory(id, path, name, BigInt(address))
    return texts
  } finally {
    library._free(address)
  }
}

/** A copy of the text at `start`, up to its byte 0 or to `end`. */
function textAt({ HEAPU8 }: Library, start: number, end: number): Uint8Array {
  if (start === 0) return new Uint8Array(0)
  const most = Math.min(end, start + MAX_VALUE_BYTES, HEAPU8.length)
  const stop = HEAPU8.indexOf(0, start)
  return HEAPU8.slice(start, stop < 0 ? most : Math.min(stop, most))
}

/** Whatever the library throws, an error of its own, an abort or a bad memory access, is the file's fault. */
function guarded<T>(file: SourceFile, what: string, call: () => T): T {
  try {
    const result = call()
    file.check()
    return result
  } catch (error) {
    if (error instanceof ParseError || error instanceof ReadingEnded) throw error
    file.check()
    const cause = error instanceof Error ? causeOf(error.message) : 'no reason given'
    throw new ParseError(`the HDF5 library cannot ${what}: ${cause}`, 0, { cause: error })
  }
}

/** The innermost of the errors that the library lists, one a line: `#007: …/H5O.c line 12 in H5Ofoo(): why`. */
function causeOf(message: string): string {
  const reasons = message.split('\n').filter((line) => line.trimStart().startsWith('#'))
  const innermost = reasons.at(-1) ?? message
  const start = innermost.indexOf('): ')
  return (start < 0 ? innermost : innermost.slice(start + 3)).slice(0, MAX_CAUSE_CHARACTERS)
}
