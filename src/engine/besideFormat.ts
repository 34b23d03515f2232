// What is to say of a file whatever its format says: a name of another format, a second file behind it, programs in it.
import { filesBeside, withZipBehind } from './containers/zip/zipBehind.ts'
import { beginningOf } from './encodings/magic/beginning.ts'
import { programAt, PROGRAM_HEAD_BYTES } from './encodings/magic/programAt.ts'
import { looksLikePickle } from './encodings/pickle/looksLikePickle.ts'
import { sliceSource } from './bytes/ByteSource.ts'
import type { Format, Input } from './formats/Format.ts'
import type { Tensor } from './model/Layer.ts'
import type { InnerFile, ModelPart, Oddity } from './model/ModelPart.ts'

/** `parts` of `input`, and what stands beside them: a name that says another format, a zip archive behind the file. */
export function* withBeside(
  parts: Iterable<ModelPart>,
  input: Input,
  format: Format,
): Iterable<ModelPart> {
  yield* wrongExtension(input, format)
  if (input.isFolder || ZIP_FORMATS.has(format.id)) {
    yield* parts
    if (input.isFolder || format.id === 'zip-archive') return // which yields them itself
    for (const file of filesBeside(input.main)) yield { kind: 'file', file }
    return
  }
  for (const part of withZipBehind(parts, input.main)) {
    yield part
    if (part.kind === 'file' && !APPENDS_ZIP.has(format.id) && isZipAtEnd(part.file, input.main))
      yield severalFormats(input, format, part.file)
  }
}

/** What a file of no known format is when its name is that of a model and it is a program. */
export function programParts({ name, main, head }: Input): readonly Odd[] {
  const program = programAt(head)
  if (program === null || !EXPECTED.has(extensionOf(name))) return []
  const detail = `${name} is ${program}`
  return [odd({ what: 'hidden-program', detail, traits: ['program', 'crafted'], at: main.at })]
}

/**
 * A program, archive or pickle at the start of an array, and the archive or pickle as a file of its own; opaque bytes are
 * one already.
 */
export function* hiddenInTensor(tensor: Tensor, file: InnerFile): Iterable<ModelPart> {
  const piece = pieceOf(tensor, file)
  if (piece === null) return
  const head = piece.source.read(0, Math.min(piece.source.size, PROGRAM_HEAD_BYTES))
  const program = programAt(head)
  const what = program ?? fileAt(head, tensor)
  if (what === null) return
  const detail = `the values of ${tensor.name} begin like ${what}`
  const traits = program === null ? (['file'] as const) : (['program'] as const)
  yield odd({ what: 'hidden-program', detail, traits, at: tensor.at })
  if (program === null && tensor.dtype !== 'opaque') yield { kind: 'file', file: piece }
}

const ZIP_FORMATS: ReadonlySet<string> = new Set(['keras-zip', 'pytorch-zip', 'npz', 'zip-archive'])

export function isZipFormat({ id }: Format): boolean {
  return ZIP_FORMATS.has(id)
}

/** Formats whose own tools put a zip archive behind: TensorFlow Lite's metadata. */
const APPENDS_ZIP: ReadonlySet<string> = new Set(['tflite'])

const HDF5 = ['keras-hdf5', 'hdf5']
const PACKED = ['compressed', 'other-archive']
const PICKLED = ['pickle', 'npy', 'pytorch-zip', 'tar-archive', ...PACKED]

/** The formats that a name promises. Names that promise nothing (`.bin`, `.ckpt`, `.pt`) are left out. */
const EXPECTED: ReadonlyMap<string, readonly string[]> = new Map([
  ['keras', ['keras-zip']],
  ['h5', HDF5],
  ['hdf5', HDF5],
  ['npz', ['npz']],
  ['npy', ['npy']],
  ['json', ['model-json']],
  ['yaml', ['model-yaml', 'model-json']],
  ['yml', ['model-yaml', 'model-json']],
  ['safetensors', ['safetensors']],
  ['onnx', ['onnx']],
  ['gguf', ['gguf']],
  ['tflite', ['tflite']],
  ['pb', ['saved-model', 'keras-metadata', 'tensorflow-parts']],
  ['txt', ['base64-text']],
  ['zip', [...ZIP_FORMATS]],
  ['tar', ['tar-archive']],
  ['gz', PACKED],
  ['tgz', PACKED],
  ['xz', PACKED],
  ['bz2', PACKED],
  ['pkl', PICKLED],
  ['pickle', PICKLED],
  ['joblib', PICKLED],
])

function* wrongExtension({ name, isFolder, main }: Input, format: Format): Iterable<ModelPart> {
  const expected = isFolder ? undefined : EXPECTED.get(extensionOf(name))
  if (expected === undefined || expected.includes(format.id) || format.id === 'git-lfs') return
  const detail = `${name} is ${format.title} by its content`
  yield odd({ what: 'wrong-extension', detail, subjects: [format.id], at: main.at })
}

function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** Whether `part` is a piece of `whole` that goes on to its end. */
function isZipAtEnd({ source, at }: InnerFile, whole: InnerFile): boolean {
  const piece = at.at(-1)
  if (piece?.offset === null || piece?.offset === undefined || at.length !== whole.at.length + 1)
    return false
  const isAtEnd = piece.offset + piece.length === whole.source.size && piece.offset > 0
  return isAtEnd && piece.via === 'same' && beginsLikeZip(source.read(0, Math.min(4, source.size)))
}

function beginsLikeZip([first, second, third, fourth]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b && third === 0x03 && fourth === 0x04
}

function severalFormats({ name, main }: Input, format: Format, { source }: InnerFile): ModelPart {
  const detail = `${name} is ${format.title}, and a zip archive of ${source.size} bytes to readers that look at its end`
  return odd({ what: 'several-formats', detail, subjects: [format.id, 'zip-archive'], at: main.at })
}

type Odd = Extract<ModelPart, { kind: 'oddity' }>

function odd(oddity: Oddity): Odd {
  return { kind: 'oddity', oddity }
}

/** The values of `tensor` as a file; null when they do not stand in `file` in one piece. */
function pieceOf({ name, at }: Tensor, { source, at: whole }: InnerFile): InnerFile | null {
  const piece = at.at(-1)
  if (piece === undefined || at.length !== whole.length + 1) return null
  const { offset, length, via } = piece
  if (via !== 'same' || offset === null || length <= 0 || offset + length > source.size) return null
  return { path: name, source: sliceSource(source, offset, length), at }
}

const MIN_SIGNATURE_BYTES = 4 // what is random begins with these once in four thousand million arrays
const BYTE_TYPES = /^(?:u?int8|opaque|string|bool|U8|I8|\|[SV]\d+)$/

/** What file an array begins with; of bytes a pickle too, whose two first bytes are those of many floats. */
function fileAt(head: Uint8Array, { dtype }: Tensor): string | null {
  const beginning = beginningOf(head)
  if (beginning?.kind === 'file' && beginning.signatureBytes >= MIN_SIGNATURE_BYTES)
    return beginning.name
  if (!BYTE_TYPES.test(dtype)) return null
  return looksLikePickle(head, head.length) && head[0] === 0x80 ? 'a pickle' : null
}
