// The object graph of a SavedModel. TensorFlow 2.2 to 2.5 keep the Keras configuration in it:
// https://github.com/tensorflow/tensorflow/blob/v2.5.0/tensorflow/core/protobuf/saved_object_graph.proto
import { decodeMessage } from '../../encodings/protobuf/decodeMessage.ts'
import { fields } from '../../encodings/protobuf/fields.ts'
import { messageText, type Message } from '../../encodings/protobuf/Message.ts'
import type { SavedNode } from '../../keras/saved/SavedNode.ts'
import { tensorflow, type ObjectReference } from './proto/savedModel.generated.js'

const KERAS = '_tf_keras_'
const MAX_EDGES = 500_000 // between objects; a model of 100 layers has 4,000
const MAX_PATH = 500 // characters; deeper objects are called by their number

/** What the object graph says of Keras. */
export interface KerasObjects {
  /** Objects that a Keras class saved, with or without their configuration. */
  readonly count: number
  /** Those whose configuration stands here. */
  readonly nodes: readonly SavedNode[]
}

/** Finds the Keras objects among the SavedObject messages of a MetaGraph. */
export function kerasObjects(objects: readonly Message[]): KerasObjects {
  const edges = { left: MAX_EDGES }
  const read = objects.map((object) => readObject(object, edges))
  const paths = pathsFromRoot(read)
  const nodes: SavedNode[] = []
  for (const [id, { identifier, metadata }] of read.entries())
    if (metadata !== null && metadata.bytes.length > 0 && isKeras(identifier, metadata))
      nodes.push({ id, path: paths.get(id) ?? `object ${id}`, identifier, metadata })
  const count = read.filter(({ identifier }) => identifier.startsWith(KERAS)).length
  return { count, nodes }
}

interface SavedObject {
  readonly identifier: string
  readonly metadata: Message | null
  readonly children: readonly ObjectReference[]
}

function readObject(object: Message, edges: { left: number }): SavedObject {
  let identifier = ''
  let metadata: Message | null = null
  const children: ObjectReference[] = []
  for (const field of fields(object)) {
    if (field.kind !== 'bytes') continue
    if (field.number === 1) children.push(...readChild(field.message, edges))
    if (field.number !== 4) continue
    for (const inner of fields(field.message)) {
      if (inner.kind !== 'bytes') continue
      if (inner.number === 1) identifier = messageText(inner.message)
      if (inner.number === 3) metadata = inner.message
    }
  }
  return { identifier, metadata, children }
}

/** Without an edge an object is called by its number; nothing in it stays unread for that. */
function readChild(reference: Message, edges: { left: number }): readonly ObjectReference[] {
  if (edges.left === 0) return []
  edges.left -= 1
  const child = decodeMessage(reference, tensorflow.ObjectReference)
  return child === undefined ? [] : [child]
}

/** Other objects keep metadata of other kinds; JSON is looked at whoever wrote it. */
function isKeras(identifier: string, { bytes }: Message): boolean {
  return identifier.startsWith(KERAS) || bytes[0] === 0x7b
}

/** Names of the way from the root to each object, shortest first: `root.layer-0`. */
function pathsFromRoot(objects: readonly SavedObject[]): ReadonlyMap<number, string> {
  const paths = new Map([[0, 'root']])
  for (const [id, path] of paths)
    for (const { nodeId, localName } of objects[id]?.children ?? [])
      if (!paths.has(nodeId) && nodeId > 0 && nodeId < objects.length)
        paths.set(nodeId, pathBelow(path, localName, nodeId))
  return paths
}

function pathBelow(path: string, name: string, id: number): string {
  const below = `${path}.${name}`
  return below.length > MAX_PATH ? `object ${id}` : below
}
