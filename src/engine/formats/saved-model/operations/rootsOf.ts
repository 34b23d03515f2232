// What a loader runs by itself, and what a caller can reach: tensorflow/python/saved_model/{loader_impl,load}.py.
import { messagesIn } from '../../../encodings/protobuf/fields.ts'
import { messageText, type Message } from '../../../encodings/protobuf/Message.ts'
import { inputNode } from '../../../encodings/protobuf/tensorflow/NodeDef.ts'
import { outputsOf, type MetaGraph } from '../readSavedModel.ts'
import { boundInputs, readObject, textIn, type LoadedObject } from './objectGraph.ts'

/** Where running begins, by the names of nodes of the main graph and of functions. */
export interface Start {
  readonly nodes: readonly string[]
  readonly functions: readonly string[]
}

export interface Roots {
  readonly load: Start
  readonly call: Start
  /** Nodes of the main graph whose text is the path of an asset. */
  readonly assetNodes: ReadonlyMap<string, string>
  /** What the last arguments of a function are; undefined for one that no caller can reach. */
  capturesOf(name: string): readonly Capture[] | undefined
}

/** What a function takes beside what its caller gives. */
export type Capture =
  | { readonly kind: 'asset'; readonly path: string }
  | { readonly kind: 'constant'; readonly node: string }
  | { readonly kind: 'other' }

const INIT_SIGNATURE = '__saved_model_init_op'
const INIT_COLLECTIONS: ReadonlySet<string> = new Set(['saved_model_main_op', 'legacy_init_op'])
/** Methods that the loader calls, the last when the model is thrown away. */
const LOAD_METHODS: ReadonlySet<string> = new Set([
  ...['_initialize', '_create_resource', '_initializer', '_destroy_resource'],
])

/** Reads what `metaGraph` runs when it is loaded, and what it offers to callers. */
export function rootsOf(metaGraph: MetaGraph): Roots {
  const { signatures, collections, saver, objects: messages, concreteFunctions } = metaGraph
  const objects = messages.map(readObject)
  const isInit = ({ name }: { name: string }): boolean => name === INIT_SIGNATURE
  const init = signatures.filter(isInit).flatMap((signature) => outputsOf(signature))
  const called = signatures.filter((one) => !isInit(one)).flatMap((one) => outputsOf(one))
  const collected = collections.flatMap((entry) => collectedNodes(entry))
  const restore = saver === null ? [] : [saver.restore]
  const save = saver === null ? [] : [saver.save]
  const concrete = new Map(concreteFunctions.map((entry) => [textIn(entry, 1), entry]))
  const assets = metaGraph.assets.map(readAsset)
  return {
    load: {
      nodes: named([...init, ...collected, ...restore]),
      functions: loadFunctions(objects),
    },
    call: {
      nodes: named([...called, ...save]),
      functions: [...concrete.keys(), ...objects.flatMap(({ functions }) => functions)],
    },
    assetNodes: new Map(assets.map(({ node, path }) => [node, path])),
    capturesOf: remembered((name) => {
      const entry = concrete.get(name)
      if (entry === undefined) return undefined
      const ids = [...messagesIn(entry, 2)].flatMap(boundInputs)
      return ids.map((id) => captureOf(objects[id], assets))
    }),
  }
}

/** The nodes of tensors; a saver that names none gives an empty name. */
function named(tensors: readonly string[]): readonly string[] {
  return tensors.map(inputNode).filter((name) => name !== '')
}

function collectedNodes(entry: Message): readonly string[] {
  if (!INIT_COLLECTIONS.has(textIn(entry, 1))) return []
  const lists = [...messagesIn(entry, 2)].flatMap((collection) => [...messagesIn(collection, 1)])
  return lists.flatMap((list) => [...messagesIn(list, 1)].map(messageText))
}

function loadFunctions(objects: readonly LoadedObject[]): readonly string[] {
  const ids = objects.flatMap(({ children, restorers }) => [
    ...children.filter(([name]) => LOAD_METHODS.has(name)).map(([, id]) => id),
    ...restorers,
  ])
  return [...new Set(ids)].flatMap((id) => objects[id]?.functions ?? [])
}

interface Asset {
  readonly node: string
  readonly path: string
}

/** An AssetFileDef: the tensor that gets the path, and the file's name below assets/. */
function readAsset(message: Message): Asset {
  const [tensor] = [...messagesIn(message, 1)].slice(-1)
  const node = tensor === undefined ? '' : inputNode(textIn(tensor, 1))
  return { node, path: textIn(message, 2) }
}

/** `find`, which is asked once for each name. */
function remembered<T>(find: (name: string) => T): (name: string) => T {
  const known = new Map<string, { readonly found: T }>()
  return (name) => {
    const entry = known.get(name) ?? { found: find(name) }
    known.set(name, entry)
    return entry.found
  }
}

function captureOf(object: LoadedObject | undefined, assets: readonly Asset[]): Capture {
  if (object === undefined) return { kind: 'other' }
  const asset = object.asset === null ? undefined : assets[object.asset]
  if (asset !== undefined) return { kind: 'asset', path: asset.path }
  return object.constant === null ? { kind: 'other' } : { kind: 'constant', node: object.constant }
}

const NOTHING: Start = { nodes: [], functions: [] }

/** Of a graph that stands alone. */
export const NO_ROOTS: Roots = {
  load: NOTHING,
  call: NOTHING,
  assetNodes: new Map(),
  capturesOf: () => undefined,
}
