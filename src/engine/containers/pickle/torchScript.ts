// The sources of a TorchScript archive: what in them does more than compute. They are no Python: the compiler of
// TorchScript reads them. https://github.com/pytorch/pytorch/blob/v2.5.1/torch/csrc/jit/docs/serialization.md
import { readPlainText } from '../../encodings/text/readPlainText.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import type { Operand } from '../../model/Operation.ts'
import { problemPart } from '../../model/toPart.ts'

const MAX_FOUND = 1_000 // in one source

/** Operators of these libraries only compute; PyTorch brings them along. */
const OWN_NAMESPACES: ReadonlySet<string> = new Set([
  ...['aten', 'prim', 'prims', 'quantized', 'quantized_decomposed', 'sparse', 'inductor', 'mkldnn'],
  ...[
    '_quantized',
    'static',
    'prepacked',
    'xnnpack',
    'vulkan_prepack',
    'metal_prepack',
    'profiler',
  ],
])

/** The text of one source as a part, and each operation of note in it. */
export function* torchScriptParts({ path, source, at }: InnerFile): Generator<ModelPart> {
  const bytes = readPlainText(source)
  if (bytes === null) {
    const message = `${path} is a source of TorchScript, but no text of a few megabytes; it was not examined`
    return yield problemPart('malformed', message, at)
  }
  yield { kind: 'content', content: { name: path, type: 'text', bytes, at } }
  let found = 0
  for (const { op, operands, offset, length } of operationsIn(ASCII.decode(bytes))) {
    if (++found > MAX_FOUND) return
    const where = rangeWithin(at, { kind: 'range', name: op, offset, length })
    const place = { node: op, graph: path, layer: null, at: where }
    const operation = { op, operands, runs: 'call', role: null, count: 1, ...place } as const
    yield { kind: 'operation', operation }
  }
}

const ASCII = new TextDecoder('latin1') // one character a byte, so that offsets are those of the file

interface Found {
  readonly op: string
  readonly operands: readonly Operand[]
  readonly offset: number
  readonly length: number
}

// Each runs in time linear in the text: every repeat is bounded, or ends at a character that it cannot hold.
const FILES = /\b(?:torch|ops\.aten)\.(from_file|save)\([^"\n]{0,200}(?:"([^"\n]{0,500})")?/g
const PRINTS = /^[ \t]{1,80}print\(/gm
const CUSTOM = /\bops\.([A-Za-z_]\w{0,80})\.([A-Za-z_]\w{0,80})\(/g
const CLASSES = /\b__torch__\.torch\.classes\.([A-Za-z_]\w{0,80}\.[A-Za-z_]\w{0,80})/g
const IMPORTS = /^[ \t]{0,80}(?:import|from)[ \t]{1,8}([A-Za-z_][\w.]{0,200})/gm

function* operationsIn(text: string): Generator<Found> {
  for (const match of text.matchAll(FILES)) {
    const [, name = '', path] = match
    const operands = [operand('filename', path ?? null)]
    yield { op: `aten::${name}`, operands, ...rangeOf(match) }
  }
  for (const match of text.matchAll(PRINTS))
    yield { op: 'prim::Print', operands: [], ...rangeOf(match) }
  for (const match of text.matchAll(CUSTOM)) {
    const [, namespace = '', name = ''] = match
    if (!OWN_NAMESPACES.has(namespace))
      yield { op: `${namespace}::${name}`, operands: [], ...rangeOf(match) }
  }
  for (const match of text.matchAll(CLASSES))
    yield { op: `classes::${match[1] ?? ''}`, operands: [], ...rangeOf(match) }
  for (const match of text.matchAll(IMPORTS)) {
    const [, module = ''] = match
    if (!module.startsWith('__torch__'))
      yield { op: 'import::python', operands: [operand('module', module)], ...rangeOf(match) }
  }
}

function operand(name: string, text: string | null): Operand {
  return { name, text, from: text === null ? 'unknown' : 'literal' }
}

function rangeOf(match: RegExpExecArray): { offset: number; length: number } {
  return { offset: match.index, length: match[0].length }
}
