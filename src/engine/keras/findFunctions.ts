import { itemsOf, member, textOf, type JsonNode } from '../encodings/json/Json.ts'
import type { Location } from '../model/Location.ts'
import type { ModelPart } from '../model/ModelPart.ts'
import { callArguments } from './callArguments.ts'
import type { Draft } from './Draft.ts'
import { FunctionSlots } from './FunctionSlots.ts'
import { below, depthOf, type KeyPath } from './KeyPath.ts'
import { lookupsOf } from './lookups.ts'
import { isBuiltInObject, isOrdinaryFunction, isValueWrapper } from './names.ts'
import { useOf } from './places.ts'
import type { Spot } from './Spot.ts'
import { walk, type Visit } from './walk.ts'

const MIN_CODE_TEXT = 60 // characters: text in a place that is not for functions is looked at from here on
const MAX_ORDINARY_DEPTH = 64 // levels; a layer in a wrapper in a model in a model needs less than thirty
const MAX_ORDINARY_ITEMS = 1_000_000 // of one list; the largest vocabularies have half as many words

/** Where to look, and whose functions they are. */
export interface Search {
  readonly root: JsonNode
  readonly path: KeyPath | null
  readonly at: Location
  /** What holds everything that no layer holds. */
  readonly owner: Draft
  readonly layerOf: ReadonlyMap<JsonNode, Draft>
}

/**
 * Every function under `root`, in every form that any Keras has written, wherever it stands: in its own slots,
 * and as text that decodes to code in any other place. Keras' own functions by their names are left out.
 */
export function findFunctions({ root, path, at, owner, layerOf }: Search): readonly ModelPart[] {
  const slots = new FunctionSlots(at)
  const start: Spot = { owner, depth: depthOf(path), use: 'value', object: null, key: '' }
  const complete = walk({ node: root, path, context: start }, (visit) => {
    const layer = layerOf.get(visit.node)
    const spot = layer === undefined ? visit.context : ownedBy(layer, visit)
    if (slots.isTaken(visit.node)) return null
    if (depthOf(visit.path) === MAX_ORDINARY_DEPTH) slots.addDeep(visit)
    const isModel = isModelItself(visit.node, owner)
    if (layer === undefined && !isModel) note(visit, slots)
    if (visit.node.kind === 'object') noteWaysOut({ ...visit, context: spot }, isModel, slots)
    return (key) => spotOf({ ...visit, context: spot }, key)
  })
  return complete ? slots.parts : [...slots.parts, slots.tooMany()]
}

/** The model is told of elsewhere; but a function may stand where a model is expected. */
function isModelItself(node: JsonNode, { node: model, className }: Draft): boolean {
  return node === model && !isValueWrapper(className)
}

function ownedBy(owner: Draft, { path, context }: Visit<Spot>): Spot {
  return { ...context, owner, depth: depthOf(path), use: 'value' }
}

function spotOf({ node, context }: Visit<Spot>, key: string | number): Spot {
  const { owner, depth, use } = context
  if (typeof key === 'number') return use === 'callable' ? context : { ...context, use: 'value' }
  const named = useOf(node, key, owner.className)
  const inherited = named === 'value' && use === 'callable' && isPlain(node)
  return { owner, depth, object: node, key, use: inherited ? 'callable' : named }
}

/** An object that only groups values by a name of the author's: losses by output. */
function isPlain(node: JsonNode): boolean {
  return node.kind === 'object' && !node.members.has('class_name')
}

function note(visit: Visit<Spot>, slots: FunctionSlots): void {
  const { node } = visit
  if (node.kind === 'object') noteObject(visit, slots)
  else if (node.kind === 'array') noteArray(visit, node.items, slots)
  else if (node.kind === 'string') noteText(visit, node.text, slots)
}

function noteObject(visit: Visit<Spot>, slots: FunctionSlots): void {
  const { node } = visit
  const className = textOf(member(node, 'class_name'))
  if (className === null) return
  const config = member(node, 'config')
  if (className === '__lambda__') slots.addLambda(visit, config)
  else if (className === '__tuple__') noteDump(visit, itemsOf(member(node, 'items')), slots)
  else if (className === 'function') noteReference(visit, slots)
  else if (!isValueWrapper(className) && !isBuiltInObject(className, node))
    slots.addName(visit, className, textOf(member(node, 'module')))
}

/** A function by its name. In a slot that is only for functions even one of Keras' own is worth telling. */
function noteReference(visit: Visit<Spot>, slots: FunctionSlots): void {
  const { node, context } = visit
  const module = textOf(member(node, 'module'))
  const config = member(node, 'config')
  const name =
    textOf(config) ?? textOf(member(config, 'name')) ?? textOf(member(node, 'name')) ?? ''
  if (context.use === 'callable' && isOrdinaryFunction(name, module)) return
  slots.addName(visit, name, module, callArguments(node))
}

/** Whatever else an object, be it a layer, has its loader look up: files, and names beside its class. */
function noteWaysOut(visit: Visit<Spot>, isModel: boolean, slots: FunctionSlots): void {
  const { node, path } = visit
  slots.addWaysOut(visit)
  for (const { key, name, module } of lookupsOf(node, isModel))
    slots.addName(
      { ...visit, node: member(node, key) ?? node, path: below(path, key) },
      name,
      module,
    )
}

function noteArray(visit: Visit<Spot>, items: readonly JsonNode[], slots: FunctionSlots): void {
  if (items.length > MAX_ORDINARY_ITEMS) slots.addHuge(visit, items.length)
  noteDump(visit, items, slots)
}

/** `[code, defaults, closure]`, as `func_dump` has written it since Keras 1.2. */
function noteDump(visit: Visit<Spot>, items: readonly JsonNode[], slots: FunctionSlots): void {
  const [code, defaults, closure] = items
  if (items.length !== 3 || code?.kind !== 'string' || slots.isTaken(code)) return
  if (!isArguments(defaults) || !isArguments(closure)) return
  slots.addDump(visit, code, { defaults, closure })
}

function isArguments(node: JsonNode | undefined): boolean {
  return node?.kind === 'null' || node?.kind === 'array' || node?.kind === 'object'
}

function noteText(visit: Visit<Spot>, text: string, slots: FunctionSlots): void {
  const { use } = visit.context
  if (text === '') return
  if (use === 'function') slots.addText(visit, text)
  else if (use === 'callable') {
    if (!isOrdinaryFunction(text, null)) slots.addText(visit, text)
  } else if (text.length >= MIN_CODE_TEXT) slots.addCode(visit, text)
}
