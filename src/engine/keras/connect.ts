// Which layer takes the output of which. `inbound_nodes` of Keras 1 and 2 hold `[name, node, tensor, kwargs]`, nested
// as the arguments were; those of Keras 3 hold `keras_history: [name, node, tensor]` in each tensor.
// https://github.com/keras-team/keras/blob/v3.8.0/keras/src/models/functional.py
import { itemsOf, member, textOf, type JsonNode } from '../encodings/json/Json.ts'
import type { Draft } from './Draft.ts'
import { walk } from './walk.ts'

/** The drafts whose output each draft takes, each once, in order of appearance. */
export type Connections = ReadonlyMap<Draft, ReadonlySet<Draft>>

/** Layers whose list of layers are branches that they merge. */
const MERGING: ReadonlySet<string> = new Set(['Merge', 'LambdaMerge'])

/** Connects the members of every container; containers come before what is inside them. */
export function connect(drafts: readonly Draft[]): Connections {
  const connections = new Map<Draft, Set<Draft>>(drafts.map((draft) => [draft, new Set()]))
  for (const container of drafts) connectInside(container, connections)
  return connections
}

type Growing = ReadonlyMap<Draft, Set<Draft>>

function connectInside(container: Draft, connections: Growing): void {
  const cells = container.children.filter(({ role }) => role === 'cell')
  chain(cells, connections)
  const members = container.children.filter(({ role }) => role === 'member')
  if (members.length === 0) return
  const nodeConfig = itemsOf(member(container.config, 'node_config'))
  if (MERGING.has(container.className)) add(connections, container, members)
  else if (nodeConfig.length > 0) connectGraph(members, nodeConfig, connections)
  else if (members.some(({ node }) => member(node, 'inbound_nodes') !== undefined))
    connectFunctional(container, members, connections)
  else {
    chain(members, connections)
    add(connections, members[0], connections.get(container) ?? [])
  }
}

function chain(drafts: readonly Draft[], connections: Growing): void {
  for (const [index, draft] of drafts.entries())
    if (index > 0) add(connections, draft, drafts.slice(index - 1, index))
}

function connectFunctional(
  container: Draft,
  members: readonly Draft[],
  connections: Growing,
): void {
  const byName = new Map(members.map((draft) => [draft.name, draft]))
  for (const draft of members)
    add(connections, draft, references(member(draft.node, 'inbound_nodes'), byName))
  mapInputs(container, byName, connections)
}

/** What a nested model takes at its n-th input, its n-th input layer takes. */
function mapInputs(
  container: Draft,
  byName: ReadonlyMap<string, Draft>,
  connections: Growing,
): void {
  const { parent } = container
  if (parent === null || container.role !== 'member') return
  const inputs = references(member(container.config, 'input_layers'), byName)
  const outer = new Map(
    [...(connections.get(container) ?? [])].map((draft) => [draft.name, draft] as const),
  )
  const calls = itemsOf(member(container.node, 'inbound_nodes'))
  for (const call of calls)
    for (const [index, draft] of references(call, outer).entries())
      add(connections, inputs[index % inputs.length], [draft])
  if (calls.length === 0) add(connections, inputs[0], [...outer.values()])
}

/** The drafts that a structure of arguments refers to, in order; `[name, node, tensor, …]` wherever it stands. */
export function references(
  root: JsonNode | undefined,
  byName: ReadonlyMap<string, Draft>,
): readonly Draft[] {
  const found: Draft[] = []
  if (root === undefined) return found
  walk({ node: root, path: null, context: {} }, ({ node }) => {
    const draft = byName.get(referredName(node) ?? '')
    if (draft !== undefined) found.push(draft)
    return (_key, child) => (child.kind === 'string' ? null : {})
  })
  return found
}

function referredName(node: JsonNode): string | null {
  const [name, index, tensor] = itemsOf(node)
  return index?.kind === 'number' && tensor?.kind === 'number' ? textOf(name) : null
}

/** `node_config` of the Graph of Keras 0.3 and 1.0: each node by name, with `input` or `inputs`. */
function connectGraph(
  members: readonly Draft[],
  nodeConfig: readonly JsonNode[],
  connections: Growing,
): void {
  const byName = new Map(members.map((draft) => [draft.name, draft]))
  for (const node of nodeConfig) {
    const names = [member(node, 'input'), ...itemsOf(member(node, 'inputs'))].map(textOf)
    const sources = names.flatMap((name) => byName.get(name ?? '') ?? [])
    add(connections, byName.get(textOf(member(node, 'name')) ?? ''), sources)
  }
}

function add(connections: Growing, draft: Draft | undefined, sources: Iterable<Draft>): void {
  const known = draft === undefined ? undefined : connections.get(draft)
  for (const source of sources) known?.add(source)
}
