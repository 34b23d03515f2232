import { member, textOf, type JsonNode } from '../../encodings/json/Json.ts'
import { references, type Connections } from '../connect.ts'
import type { Draft } from '../Draft.ts'
import { walk } from '../walk.ts'
import { outputShape } from './outputShape.ts'
import { parameterCount } from './parameters.ts'
import { readShape, type Shape } from './Shape.ts'

/** What is certain of a layer. */
export interface Measure {
  readonly shape: Shape | null
  readonly parameters: number | null
}

/** Output shapes and numbers of weights, as far as the configuration leaves no doubt. */
export function measure(
  drafts: readonly Draft[],
  connections: Connections,
): ReadonlyMap<Draft, Measure> {
  const stated = statedShapes(drafts)
  const measures = new Map<Draft, Measure>()
  const open: Draft[] = []
  for (const draft of drafts) {
    while (open.length > 0 && open.at(-1) !== draft.parent) closeLast(open, stated, measures)
    if (draft.children.length > 0) open.push(draft)
    else measures.set(draft, measureLeaf(draft, { stated, measures, connections }))
  }
  while (open.length > 0) closeLast(open, stated, measures)
  return measures
}

interface Known {
  readonly stated: ReadonlyMap<Draft, Shape>
  readonly measures: ReadonlyMap<Draft, Measure>
  readonly connections: Connections
}

/** Shapes that Keras 3 writes with each tensor that a layer takes. */
function statedShapes(drafts: readonly Draft[]): ReadonlyMap<Draft, Shape> {
  const shapes = new Map<Draft, Shape>()
  for (const container of drafts) {
    const members = container.children.filter(({ role }) => role === 'member')
    const byName = new Map(members.map((draft) => [draft.name, draft]))
    for (const { node } of members) addStated(member(node, 'inbound_nodes'), byName, shapes)
  }
  return shapes
}

function addStated(
  inboundNodes: ReturnType<typeof member>,
  byName: ReadonlyMap<string, Draft>,
  shapes: Map<Draft, Shape>,
): void {
  if (inboundNodes === undefined) return
  walk({ node: inboundNodes, path: null, context: {} }, ({ node }) => {
    if (textOf(member(node, 'class_name')) !== '__keras_tensor__')
      return (_key, child) => (child.kind === 'string' ? null : {})
    const config = member(node, 'config')
    const [producer] = references(member(config, 'keras_history'), byName)
    const shape = readShape(member(config, 'shape'))
    if (producer !== undefined && shape !== null && !shapes.has(producer))
      shapes.set(producer, shape)
    return null
  })
}

function measureLeaf(draft: Draft, known: Known): Measure {
  const { className, config } = draft
  const inputs = inputShapes(draft, known)
  const isInput = className === 'InputLayer'
  const inferred = isInput ? statedShape(config) : outputShape({ className, config, inputs })
  return {
    shape: known.stated.get(draft) ?? inferred,
    parameters: parameterCount(className, config, inputs[0] ?? null),
  }
}

/** What a layer was built for, else what it is given, else what it says that it takes. */
function inputShapes(draft: Draft, { measures, connections }: Known): readonly Shape[] {
  const sources = [...(connections.get(draft) ?? [])]
  const built = builtShape(draft)
  if (built !== null && sources.length < 2) return [built]
  const shapes = sources.map((source) => measures.get(source)?.shape ?? null)
  const known = shapes.filter((shape) => shape !== null)
  if (sources.length > 0) return known.length === sources.length ? known : []
  const stated = statedShape(draft.config)
  return stated === null ? [] : [stated]
}

/** Written by Keras 3 and by SavedModels. */
function builtShape({ node }: Draft): Shape | null {
  return (
    readShape(member(member(node, 'build_config'), 'input_shape')) ??
    readShape(member(node, 'build_input_shape'))
  )
}

function statedShape(config: JsonNode): Shape | null {
  return readShape(member(config, 'batch_shape')) ?? readShape(member(config, 'batch_input_shape'))
}

function closeLast(
  open: Draft[],
  stated: ReadonlyMap<Draft, Shape>,
  measures: Map<Draft, Measure>,
): void {
  const container = open.pop()
  if (container === undefined) return
  const output = outputOf(container)
  const last = output === undefined ? null : (measures.get(output)?.shape ?? null)
  const shape = stated.get(container) ?? last
  measures.set(container, { shape, parameters: parametersInside(container, measures) })
}

/** The one layer whose output is that of the model. */
function outputOf(container: Draft): Draft | undefined {
  const members = container.children.filter(({ role }) => role === 'member')
  const outputLayers = member(container.config, 'output_layers')
  if (outputLayers === undefined) return isChain(members) ? members.at(-1) : undefined
  const outputs = references(outputLayers, new Map(members.map((draft) => [draft.name, draft])))
  return outputs.length === 1 ? outputs[0] : undefined
}

function isChain(members: readonly Draft[]): boolean {
  return members.every(({ node }) => member(node, 'inbound_nodes') === undefined)
}

/** A model holds the weights of its layers; a wrapper may hold more, but TimeDistributed does not. */
function parametersInside(container: Draft, measures: ReadonlyMap<Draft, Measure>): number | null {
  const { className, children } = container
  const isModel = children.every(({ role }) => role === 'member')
  if (!isModel && className !== 'TimeDistributed') return null
  const counts = children.map((draft) => measures.get(draft)?.parameters ?? null)
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0)
}
