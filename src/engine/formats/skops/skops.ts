// Models of scikit-learn as skops writes them: a zip archive of a tree of nodes and of arrays, without pickles.
// https://skops.readthedocs.io/en/stable/persistence.html (skops/io/_general.py: what each loader calls)
import { ParseError } from '../../bytes/ParseError.ts'
import { checksumParts, openMembers, zipOddityParts } from '../../containers/zip/zipParts.ts'
import { member, textOf, type JsonNode } from '../../encodings/json/Json.ts'
import { parseJson } from '../../encodings/json/parseJson.ts'
import { readZip, zipNames } from '../../encodings/zip/readZip.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import type { Operand } from '../../model/Operation.ts'
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Format } from '../Format.ts'

const SCHEMA = 'schema.json'
const MAX_SCHEMA_BYTES = 256 * 1024 * 1024 // a forest of a thousand trees takes a tenth of it
const MAX_NODES = 2_000_000 // values of JSON; a node of skops has six
const MAX_NAMES = 10_000 // classes and functions, each told once

export const skops: Format = {
  id: 'skops',
  title: 'scikit-learn model (skops)',
  explanation:
    'A zip archive of skops: every class, function and method that its schema asks for is judged, and its arrays are examined',
  needsHdf5: true,
  matches: ({ isFolder, main }) => !isFolder && isSkops(zipNames(main.source)),
  *parts({ main }) {
    const directory = readZip(main.source)
    yield* zipOddityParts(directory.oddities, main.at)
    yield detailPart(`${directory.entries.length} members`, main.at)
    for (const file of yield* openMembers(main, directory.entries))
      if (file.path === SCHEMA) yield* schemaParts(file)
      else yield { kind: 'file', file }
  },
  details: ({ main }) => checksumParts(main, readZip(main.source)),
}

/** A schema, and beside it only arrays. */
function isSkops(names: ReadonlySet<string>): boolean {
  return (
    names.has(SCHEMA) && [...names].every((name) => name === SCHEMA || /^[^/]+\.\w{3}$/.test(name))
  )
}

function* schemaParts({ path, source, at }: InnerFile): Generator<ModelPart> {
  if (source.size > MAX_SCHEMA_BYTES) {
    const message = `${path} takes ${source.size} bytes; over ${MAX_SCHEMA_BYTES} are not read`
    yield problemPart('limit', message, at)
    return
  }
  const bytes = source.read(0, source.size)
  yield { kind: 'content', content: { name: path, type: 'json', bytes, at } }
  const asked = new Map<string, Asked>()
  for (const node of objectsIn(parseJson(bytes).root)) note(node, asked)
  if (asked.size === 0) throw new ParseError(`${path} names no loader of skops`, 0)
  for (const { loader, operands, node, count } of asked.values()) {
    const { offset, length } = node
    const where = rangeWithin(at, { kind: 'value', name: loader, offset, length })
    const place = { node: loader, graph: path, layer: null, at: where }
    const operation = { op: `skops::${loader}`, operands, runs: 'load', role: null, count } as const
    yield { kind: 'operation', operation: { ...operation, ...place } }
  }
  if (asked.size === MAX_NAMES)
    yield problemPart('limit', `${path}: only the first ${MAX_NAMES} names were judged`, at)
}

interface Asked {
  readonly loader: string
  readonly operands: readonly Operand[]
  readonly node: JsonNode
  readonly count: number
}

/** What one node makes its loader find, each once with how often. */
function note(node: JsonNode, asked: Map<string, Asked>): void {
  const loader = textOf(member(node, '__loader__'))
  if (loader === null) return
  const module = textOf(member(node, '__module__')) ?? '?'
  const name = textOf(member(node, '__class__')) ?? '?'
  const method = textOf(member(member(node, 'content'), 'func'))
  const operands: Operand[] = [{ name: 'class', text: `${module}.${name}`, from: 'literal' }]
  if (method !== null) operands.push({ name: 'method', text: method, from: 'literal' })
  const key = JSON.stringify([loader, module, name, method])
  const known = asked.get(key)
  if (known !== undefined) asked.set(key, { ...known, count: known.count + 1 })
  else if (asked.size < MAX_NAMES) asked.set(key, { loader, operands, node, count: 1 })
}

/** Every object of the tree, without recursion. Throws `ParseError` beyond the limit. */
function* objectsIn(root: JsonNode): Generator<JsonNode> {
  const waiting = [root]
  let seen = 0
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (++seen > MAX_NODES) throw new ParseError(`over ${MAX_NODES} values`, node.offset)
    if (node.kind === 'object') yield node
    if (node.kind === 'object') for (const inner of node.members.values()) waiting.push(inner)
    if (node.kind === 'array') for (const inner of node.items) waiting.push(inner)
  }
}
