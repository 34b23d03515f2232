// For tests: SavedModels composed in view, in the field numbers of TensorFlow's messages.
import { bytesSource } from '../../bytes/ByteSource.ts'
import { field, message } from '../../encodings/protobuf/compose.ts'
import { fileLocation } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import type { Operation } from '../../model/Operation.ts'
import type { Input } from '../Format.ts'
import { savedModel } from './saved-model.ts'

export const savedModelFile = (...metaGraphs: Uint8Array[]): Uint8Array =>
  message(field(1, 1), ...metaGraphs.map((metaGraph) => field(2, metaGraph)))
export const metaGraph = (...parts: Uint8Array[]): Uint8Array => message(...parts)
export const metaInfo = (tag: string): Uint8Array =>
  field(1, message(field(4, tag), field(5, '2.15.0')))
export const graph = (nodes: Uint8Array[], functions: Uint8Array[] = []): Uint8Array =>
  field(2, message(...nodes.map((node) => field(1, node)), field(2, message(...functions))))
export const node = (
  name: string,
  op: string,
  inputs: string[] = [],
  ...attributes: Uint8Array[]
): Uint8Array =>
  message(field(1, name), field(2, op), ...inputs.map((input) => field(3, input)), ...attributes)
export const func = (name: string, args: string[], nodes: Uint8Array[]): Uint8Array => {
  const signature = message(field(1, name), ...args.map((arg) => field(2, message(field(1, arg)))))
  return field(1, message(field(1, signature), ...nodes.map((one) => field(3, one))))
}
export const attribute = (key: string, value: Uint8Array): Uint8Array =>
  field(5, message(field(1, key), field(2, value)))
export const calls = (name: string): Uint8Array => attribute('f', field(10, field(1, name)))
export const text = (value: string): Uint8Array =>
  attribute('value', field(8, message(field(1, 7), field(8, value))))
export const signature = (name: string, output: string): Uint8Array => {
  const outputs = field(2, message(field(1, 'y'), field(2, field(1, output))))
  return field(5, message(field(1, name), field(2, outputs)))
}
export const saver = (filename: string): Uint8Array => field(3, field(1, filename))
export const objects = (...saved: Uint8Array[]): Uint8Array =>
  field(7, message(...saved.map((object) => field(1, object))))
export const object = (
  identifier: string,
  metadata: object | null,
  children: [number, string][] = [],
): Uint8Array =>
  message(
    ...children.map(([id, name]) => field(1, message(field(1, id), field(2, name)))),
    field(
      4,
      message(field(1, identifier), field(3, metadata === null ? '' : JSON.stringify(metadata))),
    ),
  )

export function fileInput(bytes: Uint8Array, name = 'saved_model.pb'): Input {
  const file = { path: name, source: bytesSource(bytes), at: fileLocation(name, bytes.length) }
  return { name, isFolder: false, files: [file], main: file, head: bytes.subarray(0, 4096) }
}

export function folderInput(files: Readonly<Record<string, Uint8Array>>): Input {
  const listed = Object.entries(files).map(([path, bytes]) => ({
    path,
    source: bytesSource(bytes),
    at: fileLocation(path, bytes.length),
  }))
  const [main] = listed
  if (main === undefined) throw new Error('a folder without files')
  return { name: 'model', isFolder: true, files: listed, main, head: main.source.read(0, 0) }
}

export function read(input: Input): ModelPart[] {
  return [...savedModel.parts(input, { hdf5: null })]
}

export const readFile = (bytes: Uint8Array): ModelPart[] => read(fileInput(bytes))

/** The operations in `parts` that have a part in what a model does, and is no saver's. */
export function operations(parts: readonly ModelPart[]): Operation[] {
  return parts.flatMap((part) =>
    part.kind === 'operation' && part.operation.role === null ? [part.operation] : [],
  )
}

/** `WriteFile load filename=/x`, for each of them. */
export function told(parts: readonly ModelPart[]): string[] {
  return operations(parts).map(({ op, runs, operands }) => {
    const texts = operands.map(({ name, text, from }) => `${name}=${text ?? '?'} ${from}`)
    return [op, runs, ...texts].join(' ')
  })
}
