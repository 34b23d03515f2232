import { fields, type Field } from '../../encodings/protobuf/fields.ts'
import { messageText, rootMessage } from '../../encodings/protobuf/Message.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import type { Input } from '../Format.ts'

/** Fields of FingerprintDef; the first five are hashes. */
const HASHES: ReadonlyMap<number, string> = new Map([
  [1, 'saved_model_checksum'],
  [2, 'graph_def_program_hash'],
  [3, 'signature_def_hash'],
  [4, 'saved_object_graph_hash'],
  [5, 'checkpoint_hash'],
])
const VERSION = 6
const UUID = 7
const MAX_BYTES = 256 // five hashes, a version and a UUID take 110

/** Whether a whole file is a FingerprintDef: at least three hashes of 64 bits, and nothing that it does not have. */
export function looksLikeFingerprint(head: Uint8Array, size: number): boolean {
  if (size > MAX_BYTES || size !== head.length) return false
  const root = rootMessage(head)
  const found = [...fields(root)]
  const hashes = found.filter(({ kind, number }) => kind === 'varint' && HASHES.has(number))
  return root.log.faults.length === 0 && hashes.length >= 3 && found.every(isFingerprintField)
}

function isFingerprintField({ kind, number }: Field): boolean {
  if (kind === 'varint') return HASHES.has(number)
  return kind === 'bytes' && (number === VERSION || number === UUID)
}

/** The hashes and the UUID as facts. */
export function* fingerprintParts({ head, main }: Input): Generator<ModelPart> {
  for (const field of fields(rootMessage(head))) {
    const text = fieldText(field)
    if (text !== null)
      yield { kind: 'fact', fact: { name: 'format_detail', value: text, at: main.at } }
  }
}

function fieldText(field: Field): string | null {
  if (field.kind === 'varint')
    return `${HASHES.get(field.number) ?? ''} ${field.value.toString(16).padStart(16, '0')}`
  return field.kind === 'bytes' && field.number === UUID
    ? `uuid ${messageText(field.message)}`
    : null
}
