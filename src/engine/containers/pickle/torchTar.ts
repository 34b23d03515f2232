// PyTorch before 0.1.9: a tar archive of four files, of which two hold pickles with raw numbers between them.
// https://github.com/pytorch/pytorch/blob/v2.5.1/torch/serialization.py (_legacy_load, legacy_load)
import { sliceSource } from '../../bytes/ByteSource.ts'
import type { PickleValue } from '../../encodings/pickle/PickleValue.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { problemPart } from '../../model/toPart.ts'
import { piecePickleParts } from './pickleParts.ts'
import { itemsOf } from './plainValues.ts'
import { readPickle, type PickleRead } from './readPickle.ts'

const MEMBERS: readonly string[] = ['sys_info', 'pickle', 'storages', 'tensors']
const MAX_ITEMS = 2_000 // storages, and tensors; each is a pickle of its own

/** Whether an archive with these members is one. */
export function isTorchTar(names: readonly string[]): boolean {
  return MEMBERS.every((name) => names.includes(name))
}

/** Every pickle in `storages` or `tensors`, with the numbers between them passed over. */
export function* torchTarParts(file: InnerFile): Generator<ModelPart, undefined, undefined> {
  const kind = file.path.endsWith('tensors') ? 'tensors' : 'storages'
  const { source, path, at } = file
  const count = readPickle(source, 0)
  yield* onePickle(file, 0, count)
  let offset = count.endOffset
  const items = Math.min(countOf(count), MAX_ITEMS)
  for (let item = 0; item < items && offset < source.size; item++) {
    const described = readPickle(source, offset)
    yield* onePickle(file, offset, described)
    const behind = numbersBehind(file, described, kind)
    if (behind === undefined) {
      const message = `${path}: what stands behind its pickle ${item + 2} is not understood; the rest was not examined`
      yield problemPart('malformed', message, at)
      return
    }
    offset = behind
  }
  if (countOf(count) > MAX_ITEMS)
    yield problemPart('limit', `${path}: only the first ${MAX_ITEMS} ${kind} were followed`, at)
  if (offset < source.size) yield* piecePickleParts(restOf(file, offset, source.size - offset))
}

function* onePickle(
  file: InnerFile,
  offset: number,
  { endOffset }: PickleRead,
): Generator<ModelPart> {
  yield* piecePickleParts(restOf(file, offset, endOffset - offset))
}

function restOf({ path, source, at }: InnerFile, offset: number, length: number): InnerFile {
  const name = `pickle at byte ${offset}`
  const where = rangeWithin(at, { kind: 'value', name, offset, length })
  return { path: `${path} (${name})`, source: sliceSource(source, offset, length), at: where }
}

function countOf({ run }: PickleRead): number {
  return run.result?.kind === 'int' ? Number(BigInt.asUintN(32, run.result.value)) : 0
}

/** Where the next pickle begins; undefined when that cannot be told. */
function numbersBehind(
  { source }: InnerFile,
  { run, endOffset }: PickleRead,
  kind: 'storages' | 'tensors',
): number | undefined {
  if (run.end !== 'stop' || run.result === null || endOffset + 8 > source.size) return undefined
  const head = new DataView(source.read(endOffset, 8).slice().buffer)
  if (kind === 'tensors') return within(source.size, endOffset + 16 + 16 * head.getInt32(0, true))
  const itemBytes = itemBytesOf(itemsOf(run.result)?.[2])
  const size = Number(head.getBigInt64(0, true))
  return itemBytes === undefined ? undefined : within(source.size, endOffset + 8 + size * itemBytes)
}

function within(size: number, offset: number): number | undefined {
  return Number.isSafeInteger(offset) && offset > 0 && offset <= size ? offset : undefined
}

const ITEM_BYTES: ReadonlyMap<string, number> = new Map([
  ['Double', 8],
  ['Float', 4],
  ['Half', 2],
  ['Long', 8],
  ['Int', 4],
  ['Short', 2],
  ['Char', 1],
  ['Byte', 1],
])

/** Of the class of a storage: `torch.FloatStorage`, `torch.cuda.FloatStorage`. */
function itemBytesOf(type: PickleValue | undefined): number | undefined {
  if (type?.kind !== 'global') return undefined
  const name = /^([A-Z][a-z]+)Storage$/.exec(type.name ?? '')?.[1]
  return name === undefined ? undefined : ITEM_BYTES.get(name)
}
