import type { Judgement } from '../../model/Finding.ts'
import { locationKey, type Location } from '../../model/Location.ts'
import type { Problem } from '../../model/Problem.ts'
import type { CodeObject } from '../../model/Report.ts'
import { counted, quoted } from '../wording.ts'
import { isHarmful, type Judged } from './judgedNames.ts'
import { placeOf } from './placeOf.ts'

/** What is odd about one pickle as a stream of opcodes, and about where it stands. */
export function* judgeStream(
  code: CodeObject,
  names: readonly Judged[],
  problems: readonly Problem[],
): Generator<Judgement> {
  const harmful = names.find(isHarmful)
  yield* judgeEnd(code, harmful, problems)
  yield* judgeFaults(code)
  yield* judgeOpcodes(code)
  yield* judgeDropped(code, names)
  yield* judgePlace(code, harmful)
}

/** A stream that breaks off behind what it runs: scanners that give up at the break say nothing. */
function* judgeEnd(
  code: CodeObject,
  harmful: Judged | undefined,
  problems: readonly Problem[],
): Generator<Judgement> {
  const here = new Set(code.locations.map(locationKey))
  const problem = problems.find(({ location }) => here.has(locationKey(location)))
  if (problem === undefined) return
  if (problem.kind === 'limit')
    yield { rule: 'PKL-022', message: problem.message, ...placeOf(code) }
  if (problem.kind !== 'malformed' || harmful === undefined) return
  const message = `Runs as far as ${quoted(harmful.name)} and breaks off behind it`
  const effect = { kind: 'dynamic-code', when: 'load' } as const
  yield { rule: 'PKL-005', message, effect, ...placeOf(code) }
}

/** What no pickler writes, as the machine met it; the last one of a broken stream only says where it breaks. */
function* judgeFaults(code: CodeObject): Generator<Judgement> {
  const isWhole = code.code.instructions.at(-1)?.opcode === 'STOP'
  const faults = (isWhole ? code.faults : code.faults.slice(0, -1)).filter(
    ({ message }) => !ORDINARY_FAULTS.test(message),
  )
  const [first] = faults
  if (first === undefined) return
  const more = faults.length > 1 ? `, and ${counted(faults.length - 1, 'more such thing')}` : ''
  yield {
    rule: 'PKL-003',
    message: `The pickle is not as one is written: ${first.message}${more}`,
    ...placeOf(code, { name: 'fault', ...first }),
  }
}

/** What damage and our own limits cause. */
const ORDINARY_FAULTS = /^(?:a frame of|only the first)/

/** Opcodes that genuine picklers write in other protocols alone. */
function* judgeOpcodes(code: CodeObject): Generator<Judgement> {
  const { instructions } = code.code
  const [first] = instructions
  const protocol = first?.opcode === 'PROTO' ? (first.argument ?? Number(first.meaning)) : 0
  const odd = instructions.find(
    ({ opcode }) =>
      (opcode === 'INST' && protocol >= 2) || (opcode === 'STACK_GLOBAL' && protocol < 4),
  )
  if (odd === undefined) return
  const { opcode, offset, length } = odd
  const message = `${opcode} stands in a pickle of protocol ${protocol}, where no pickler writes it`
  yield {
    rule: 'PKL-003',
    severity: 'medium',
    message,
    ...placeOf(code, { name: opcode, offset, length }),
  }
}

/** A call whose result is thrown away was made for what it does. Picklers do so to rebuild what refers to itself. */
function* judgeDropped(code: CodeObject, names: readonly Judged[]): Generator<Judgement> {
  const isUnknown = names.some(
    ({ grade, reference }) => grade.kind === 'unknown' && reference.called,
  )
  if (!isUnknown) return
  const { instructions } = code.code
  const index = instructions.findIndex(
    ({ opcode }, at) =>
      CALLS.has(opcode) &&
      instructions[at + 1]?.opcode === 'POP' &&
      instructions[at + 2]?.opcode.endsWith('GET') !== true,
  )
  const call = instructions[index]
  if (call === undefined) return
  const { opcode, offset, length } = call
  const message = `What ${opcode} gives back is thrown away: it is called for what it does`
  yield { rule: 'PKL-012', message, ...placeOf(code, { name: opcode, offset, length }) }
}

const CALLS: ReadonlySet<string> = new Set(['REDUCE', 'OBJ', 'INST', 'NEWOBJ', 'NEWOBJ_EX'])

function* judgePlace(code: CodeObject, harmful: Judged | undefined): Generator<Judgement> {
  const [at = []] = code.locations
  yield* judgePersistent(code)
  const file = at.findLast(({ kind }) => kind === 'file' || kind === 'member')?.name ?? ''
  const nested = at.find(({ name }) => /^constant at byte \d+$/.test(name))
  const array = at.find(({ name }) => /^array of objects at byte \d+$/.test(name))
  if (nested !== undefined)
    yield {
      rule: 'PKL-004',
      message: `A pickle lies in a constant of another one`,
      ...placeOf(code),
    }
  else if (/^pickle \d+$/.test(at.at(-1)?.name ?? ''))
    yield { rule: 'PKL-004', message: 'It stands behind another pickle', ...placeOf(code) }
  if (array !== undefined)
    yield { rule: 'PKL-017', message: 'An array of joblib holds Python objects', ...placeOf(code) }
  yield* judgeName(code, file, harmful)
  yield* judgeArrays(code, at, harmful)
}

/** Persistent identifiers mean what the loading program makes of them; PyTorch's are of its storages. */
function* judgePersistent(code: CodeObject): Generator<Judgement> {
  const { instructions, references } = code.code
  const found = instructions.find(({ opcode }) => opcode === 'PERSID' || opcode === 'BINPERSID')
  if (found === undefined || references.some(({ path }) => isTorch(path))) return
  const { opcode, offset, length } = found
  const message = 'It names objects that the loading program finds by itself'
  yield { rule: 'PKL-011', message, ...placeOf(code, { name: opcode, offset, length }) }
}

function isTorch([root]: readonly string[]): boolean {
  return root === 'torch' || root === '__torch__'
}

/** Names that other formats have: scanners that go by the name do not look for a pickle in them. */
const OTHER_FORMATS =
  /\.(?:json|txt|md|csv|yaml|yml|h5|hdf5|keras|safetensors|onnx|tflite|gguf|pb|skops|zip|png|jpg|html|xml|py)$/i

function* judgeName(
  code: CodeObject,
  file: string,
  harmful: Judged | undefined,
): Generator<Judgement> {
  const [at = []] = code.locations
  const isWhole = at.at(-1)?.offset === 0 && at.at(-2)?.name === file
  if (!isWhole || !OTHER_FORMATS.test(file)) return
  yield {
    rule: 'PKL-014',
    severity: harmful === undefined ? 'medium' : 'high',
    message: `${quoted(file)} is a pickle by its content`,
    ...placeOf(code),
  }
}

/** NumPy's own files: where an array is expected, a pickle is loaded when objects are allowed. */
function* judgeArrays(
  code: CodeObject,
  at: Location,
  harmful: Judged | undefined,
): Generator<Judgement> {
  const files = at
    .filter(({ kind }) => kind === 'file' || kind === 'member')
    .map(({ name }) => name)
  const last = files.at(-1) ?? ''
  const isRaw = /\.np[yz]$/i.test(last) && at.at(-2)?.name === last
  const inArray = last === 'pickle' && files.some((name) => /\.npy$/i.test(name))
  if (!isRaw && !inArray) return
  if (files.some((name) => /(?:^|\/)model\.weights\.npz$/.test(name)))
    yield judgeKerasWeights(code, isRaw, harmful)
  else yield judgeArray(code, isRaw ? last : (files.at(-2) ?? ''), isRaw, harmful)
}

function judgeArray(
  code: CodeObject,
  name: string,
  isRaw: boolean,
  harmful: Judged | undefined,
): Judgement {
  const message = isRaw
    ? `${quoted(name)} is no array but a pickle`
    : `The array ${quoted(name)} is a pickle of Python objects`
  const severity = isRaw || harmful !== undefined ? 'high' : 'info'
  return { rule: 'PKL-023', severity, message, ...placeOf(code) }
}

function judgeKerasWeights(
  code: CodeObject,
  isRaw: boolean,
  harmful: Judged | undefined,
): Judgement {
  const message = isRaw
    ? 'The weights of the model are no arrays but a pickle, which Keras up to 3.8 runs, also with safe_mode'
    : 'An array of the weights is a pickle of Python objects, which Keras up to 3.8 loads, also with safe_mode'
  const severity = isRaw || harmful !== undefined ? 'critical' : 'medium'
  return { rule: 'KER-008', severity, message, ...placeOf(code) }
}
