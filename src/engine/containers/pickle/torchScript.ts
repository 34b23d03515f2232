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
    yield problemPart('malformed', message, at)
    return
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
  for (const [pattern, found] of SEARCHES)
    for (const match of text.matchAll(pattern)) {
      const operation = found(match[1] ?? '', match[2] ?? null)
      if (operation !== null) yield { ...operation, offset: match.index, length: match[0].length }
    }
}

type Search = (
  first: string,
  second: string | null,
) => { readonly op: string; readonly operands: readonly Operand[] } | null

const SEARCHES: readonly (readonly [RegExp, Search])[] = [
  [FILES, (name, path) => ({ op: `aten::${name}`, operands: [operand('filename', path)] })],
  [PRINTS, () => ({ op: 'prim::Print', operands: [] })],
  [CUSTOM, (library, name) => custom(library, name ?? '')],
  [CLASSES, (name) => ({ op: `classes::${name}`, operands: [] })],
  [IMPORTS, imported],
]

function custom(library: string, name: string): ReturnType<Search> {
  return OWN_NAMESPACES.has(library) ? null : { op: `${library}::${name}`, operands: [] }
}

function imported(module: string): ReturnType<Search> {
  if (module.startsWith('__torch__')) return null
  return { op: 'import::python', operands: [operand('module', module)] }
}

function operand(name: string, text: string | null): Operand {
  return { name, text, from: text === null ? 'unknown' : 'literal' }
}
