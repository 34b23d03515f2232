import { ParseError } from '../../bytes/ParseError.ts'
import { member as jsonMember, itemsOf, textOf, type JsonNode } from '../../encodings/json/Json.ts'
import { isModel, readConfigText, readKerasConfig } from '../../keras/index.ts'
import { rangeWithin, type Location } from '../../model/Location.ts'
import type { Content, ModelPart } from '../../model/ModelPart.ts'
import { problemPart } from '../../model/toPart.ts'
import { CONFIG, METADATA, readAssetText, readText, WEIGHT_MAP, type Member } from './members.ts'

const MAX_ABSENT = 100 // shards told of by name

type Read = (root: JsonNode, at: Location) => Iterable<ModelPart>

/** What the files of one model yield, in the order in which a person asks. */
export function* modelParts(members: readonly Member[]): Iterable<ModelPart> {
  const names = new Set(members.map(({ name }) => name))
  yield* texts(members, METADATA, readMetadata)
  yield* texts(members, CONFIG, readConfig)
  yield* texts(members, WEIGHT_MAP, (root, at) => readWeightMap(root, at, names))
  for (const member of members) if (!TEXTS.has(member.name)) yield* guarded(member, otherParts)
}

const TEXTS: ReadonlySet<string> = new Set([CONFIG, METADATA, WEIGHT_MAP])

/** Of equal names Python reads the last; the others are only searched for functions. */
function* texts(members: readonly Member[], name: string, read: Read): Iterable<ModelPart> {
  const alike = members.filter((member) => member.name === name)
  for (const member of alike.toReversed()) {
    const readThis = member === alike.at(-1) ? read : hiddenFunctions
    yield* guarded(member, (text) => readConfigText(toText(text), readThis))
  }
}

function toText(member: Member): Omit<Content, 'type'> {
  return { name: member.name, bytes: readText(member), at: member.file.at }
}

function* readConfig(root: JsonNode, at: Location): Iterable<ModelPart> {
  if (!isModel(root)) yield problemPart('malformed', `${CONFIG} holds no model of Keras`, at)
  yield* readKerasConfig(root, at)
}

/** The functions of a configuration that Python does not see, but a more lenient reader would. */
function* hiddenFunctions(root: JsonNode, at: Location): Iterable<ModelPart> {
  for (const part of readKerasConfig(root, at)) {
    if (part.kind === 'function') yield { ...part, slot: { ...part.slot, layer: null } }
    else if (part.kind === 'outside')
      yield { ...part, reference: { ...part.reference, layer: null } }
    else if (STAY.has(part.kind)) yield part
  }
}

const STAY: ReadonlySet<ModelPart['kind']> = new Set(['file', 'operation', 'oddity', 'problem'])

function* readMetadata(root: JsonNode, at: Location): Iterable<ModelPart> {
  for (const name of ['keras_version', 'date_saved'] as const) {
    const node = jsonMember(root, name)
    const value = textOf(node)
    if (node === undefined || value === null) continue
    const { offset, length } = node
    const where = rangeWithin(at, { kind: 'value', name, offset, length })
    yield { kind: 'fact', fact: { name, value, at: where } }
  }
}

/** Files that the map of a sharded model names: those that are not here, and those whose name is a path. */
function* readWeightMap(
  root: JsonNode,
  at: Location,
  names: ReadonlySet<string>,
): Iterable<ModelPart> {
  const map = jsonMember(root, 'weight_map')
  const values = map?.kind === 'object' ? [...map.members.values()] : []
  const absent = new Map<string, JsonNode>()
  for (const node of values.flatMap((value) => [value, ...itemsOf(value)])) {
    const name = textOf(node)
    if (name !== null && !names.has(name)) absent.set(name, node)
  }
  for (const [name, { offset, length }] of [...absent].slice(0, MAX_ABSENT)) {
    const shard = rangeWithin(at, { kind: 'value', name, offset, length })
    yield { kind: 'outside', reference: { ...SHARD, target: name, at: shard } }
    const message = `the weights ${JSON.stringify(name)} are named in ${WEIGHT_MAP} and not here`
    yield problemPart('absent', message, shard)
  }
}

const SHARD = { what: 'shard', key: 'weight_map', layer: null, layerClass: null } as const

/** Weights, and whatever else lies here, are files of their own; texts of assets are shown as they are. */
function* otherParts(member: Member): Iterable<ModelPart> {
  const { name, file } = member
  const bytes = readAssetText(member)
  if (bytes === null) yield { kind: 'file', file }
  else yield { kind: 'content', content: { name, type: 'text', bytes, at: file.at } }
}

/** A member that cannot be read is a problem; the others are still read. */
function* guarded(
  member: Member,
  parts: (member: Member) => Iterable<ModelPart>,
): Iterable<ModelPart> {
  try {
    yield* parts(member)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    yield problemPart('malformed', `${member.name}: ${error.message}`, member.file.at)
  }
}
