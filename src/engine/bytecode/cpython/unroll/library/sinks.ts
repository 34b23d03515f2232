// Functions that run what they are given, or make objects of it: what they get is shown as a stage.
import { readMarshal } from '../../../../encodings/marshal/readMarshal.ts'
import { decodeLatin1, decodeUtf8 } from '../../../../encodings/marshal/decodeText.ts'
import { nameOf } from '../../../../encodings/pickle/nameOf.ts'
import { runPickle } from '../../../../encodings/pickle/runPickle.ts'
import type { Folding, Known } from '../Folding.ts'
import { fromMarshal } from '../operations/fromMarshal.ts'
import { innerScripts, innerScriptsOfWords, type InnerScript } from './shell.ts'
import {
  dataOf,
  NONE,
  text,
  traceOf,
  UNKNOWN,
  type Bytes,
  type Data,
  type Given,
  type Value,
} from '../values.ts'

/** Bytes as the source text that CPython would read. */
function sourceText(data: Data): string {
  return typeof data === 'string' ? data : (decodeUtf8(data)?.text ?? decodeLatin1(data))
}

/** Shows the first argument as source; whether there was one that is known. */
function showSource(
  { positional: [value = UNKNOWN] }: Given,
  sink: string,
  folding: Folding,
): boolean {
  const data = dataOf(value)
  if (data === undefined) return false
  folding.tracer.use(value)
  folding.stages.add({ kind: 'source', text: sourceText(data) }, traceOf(value), sink)
  return true
}

const exec: Known = (given, folding) => (showSource(given, 'exec', folding) ? NONE : undefined)

const compile: Known = (given, folding) =>
  showSource(given, 'compile', folding) ? { kind: 'code' } : undefined

const evaluate: Known = (given, folding) => {
  if (!showSource(given, 'eval', folding)) return undefined
  const value = folding.evaluateText(sourceText(dataOf(given.positional[0]) ?? ''))
  return value.kind === 'unknown' ? undefined : value
}

const loadMarshal: Known = ({ positional: [value] }, folding) => {
  const bytes = bytesIn(value)
  if (bytes === undefined) return undefined
  folding.tracer.use(bytes)
  const isCode = readMarshal(bytes.bytes, '3.11').root.kind === 'code'
  if (!isCode) return fromMarshal(readMarshal(bytes.bytes, '3.11').root)
  folding.stages.add({ kind: 'code', bytes: bytes.bytes }, bytes.trace, 'marshal')
  return { kind: 'code' }
}

const loadPickle: Known = ({ positional: [value] }, folding) => {
  const bytes = bytesIn(value)
  if (bytes === undefined) return undefined
  folding.tracer.use(bytes)
  folding.stages.add(pickleContent(bytes.bytes), bytes.trace, 'pickle')
  return undefined
}

const MAX_GLOBALS = 1_000 // of one pickle that are named

/** A pickle with `module.name` of each global that it imports. */
export function pickleContent(bytes: Uint8Array): {
  readonly kind: 'pickle'
  readonly bytes: Uint8Array
  readonly globals: readonly string[]
} {
  const names = runPickle(bytes).globals.map(
    (global) => nameOf(global) ?? `?.${global.name ?? '?'}`,
  )
  return { kind: 'pickle', bytes, globals: [...new Set(names)].slice(0, MAX_GLOBALS) }
}

function bytesIn(value: Value | undefined): Bytes | undefined {
  if (value?.kind === 'stream') return bytesIn(value.content)
  return value?.kind === 'bytes' ? value : undefined
}

/** `types.FunctionType(code, globals())`: a function whose code is shown already. */
const functionOfCode: Known = ({ positional: [code] }) => (code?.kind === 'code' ? code : undefined)

const runCommand: Known = ({ positional: [command = UNKNOWN] }, folding) => {
  showScripts(command, folding)
  return undefined
}

/** Shows the scripts that stand in a command. */
export function showScripts(
  command: Value,
  { stages, tracer }: Pick<Folding, 'stages' | 'tracer'>,
): void {
  for (const { operation, language, text: content } of scriptsIn(command)) {
    const origin = originOf(command)
    const made = tracer.made(operation, origin === undefined ? [] : [origin], content)
    tracer.use(made)
    stages.add({ kind: language, text: content }, traceOf(made), null)
  }
}

function scriptsIn(command: Value): readonly InnerScript[] {
  const data = dataOf(command)
  if (data !== undefined) return innerScripts(sourceText(data))
  if (command.kind !== 'list') return []
  const words = command.items.slice(0, 100).map((word) => (word.kind === 'text' ? word.text : ''))
  return innerScriptsOfWords(words)
}

/** The longest text of a list of words, whose trace is told. */
function originOf(command: Value): Value | undefined {
  if (command.kind !== 'list') return command
  const texts = command.items.filter((word) => word.kind === 'text')
  return texts.toSorted((a, b) => b.text.length - a.text.length)[0] ?? text('')
}

const PICKLES = ['pickle', '_pickle', 'cPickle', 'dill', 'cloudpickle', 'joblib']
const PROCESSES = [
  ...['os.system', 'os.popen', 'posix.system', 'nt.system', 'commands.getoutput', 'pty.spawn'],
  ...['Popen', 'run', 'call', 'check_call', 'check_output', 'getoutput', 'getstatusoutput'].map(
    (name) => `subprocess.${name}`,
  ),
]

/** By their whole name. */
export const SINKS: readonly (readonly [string, Known])[] = [
  ['exec', exec],
  ['eval', evaluate],
  ['compile', compile],
  ['marshal.loads', loadMarshal],
  ['marshal.load', loadMarshal],
  ...PICKLES.flatMap((module) => [
    [`${module}.loads`, loadPickle] as const,
    [`${module}.load`, loadPickle] as const,
  ]),
  ['types.FunctionType', functionOfCode],
  ['types.LambdaType', functionOfCode],
  ...PROCESSES.map((name) => [name, runCommand] as const),
]
