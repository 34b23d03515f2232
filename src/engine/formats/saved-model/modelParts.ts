import { parseJson } from '../../encodings/json/parseJson.ts'
import type { Message } from '../../encodings/protobuf/Message.ts'
import { isModel, jsonOddities, readKerasConfig } from '../../keras/index.ts'
import { faultProblems } from '../../keras/saved/faultProblems.ts'
import { lineFeedsBack, openRepaired, type Opened } from '../../keras/saved/openRepaired.ts'
import { readKerasMetadata } from '../../keras/saved/readKerasMetadata.ts'
import { readSavedNodes } from '../../keras/saved/readSavedNodes.ts'
import { readWhole } from '../../keras/saved/readWhole.ts'
import { scanText } from '../../keras/saved/scanText.ts'
import type { Location } from '../../model/Location.ts'
import type { Fact, InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { beginsLike, type Beginning } from './beginsLike.ts'
import { kerasObjects, type KerasObjects } from './kerasObjects.ts'
import { operationGraph } from './operationGraph.ts'
import { findOperations, type FoundOperations } from './operations/findOperations.ts'
import { beginsLikeText, openText } from './textForm.ts'
import { graphOnly, metaGraphOnly, readMetaGraphs, type MetaGraph } from './readSavedModel.ts'

/** The files of a SavedModel that tell of its structure. */
export interface ModelFiles {
  /** saved_model.pb, or what stands for it */
  readonly model: InnerFile
  /** keras_metadata.pb beside it, from TensorFlow 2.5 on. */
  readonly metadata: InnerFile | null
  /** assets/saved_model.json in it, of TensorFlow 2.0. */
  readonly configuration: InnerFile | null
}

/** Everything that the structure of a SavedModel holds. The Keras configuration comes first: it holds the code. */
export function* modelParts({ model, metadata, configuration }: ModelFiles): Generator<ModelPart> {
  const beside = metadata === null ? [] : [yield* readKerasMetadata(metadata)]
  const opened = open(model)
  const { at, value } = opened
  yield* opened.parts
  yield* facts(value, at)
  yield* emptiness(value, at)
  yield* faultProblems(opened.faults, at)
  const inside = value.keras.map(({ nodes }) => ({ nodes, at }))
  const hasNodes = yield* readSavedNodes([...beside, ...inside])
  const hasConfiguration = !hasNodes && configuration !== null
  const hasLayers = hasConfiguration ? yield* configurationParts(configuration) : hasNodes
  yield* operationParts(value.operations, at)
  if (!hasLayers) yield* graphInstead(value, at)
  const [fault] = opened.faults
  if (fault === undefined) return
  const { offset } = fault
  yield* scanText({ bytes: opened.bytes.subarray(offset), offset, at })
}

/** A text is read as what it spells, anything else as bytes. */
function open(model: InnerFile): Opened<Model> {
  const head = model.source.read(0, Math.min(HEAD_BYTES, model.source.size))
  const spelt = beginsLike(head, model.source.size) === 'unknown' ? beginsLikeText(head) : 'unknown'
  if (spelt !== 'unknown') return openText(model, spelt, (root) => readModel(root, spelt))
  const named = { bytes: readWhole(model), at: model.at, name: model.path }
  return openRepaired(named, (root) => readModel(root, beginningOf(root)), [lineFeedsBack])
}

function beginningOf({ bytes }: Message): Beginning {
  return beginsLike(bytes.subarray(0, HEAD_BYTES), bytes.length)
}

interface Model {
  readonly beginning: Beginning
  readonly metaGraphs: readonly MetaGraph[]
  readonly operations: FoundOperations
  /** For each MetaGraph, in their order. */
  readonly keras: readonly KerasObjects[]
}

function readModel(root: Message, beginning: Beginning): Model {
  const metaGraphs = metaGraphsIn(root, beginning)
  const keras = metaGraphs.map(({ objects }) => kerasObjects(objects))
  return { beginning, metaGraphs, operations: findOperations(metaGraphs, root.bytes), keras }
}

function metaGraphsIn(root: Message, beginning: Beginning): readonly MetaGraph[] {
  if (beginning === 'graph') return [graphOnly(root)]
  return beginning === 'meta-graph' ? [metaGraphOnly(root)] : [...readMetaGraphs(root)]
}

const HEAD_BYTES = 4096
const STANDING_ALONE: ReadonlyMap<Beginning, string> = new Map([
  ['graph', 'frozen graph'],
  ['meta-graph', 'MetaGraph'],
])

function* facts(
  { beginning, metaGraphs, operations: found }: Model,
  at: Location,
): Generator<ModelPart> {
  const fact = (name: Fact['name'], value: string): ModelPart => ({
    kind: 'fact',
    fact: { name, value: value.slice(0, MAX_FACT), at },
  })
  const { operations, functions } = found
  const saved = `SavedModel, ${metaGraphs.length} MetaGraph(s)`
  const kind = STANDING_ALONE.get(beginning) ?? saved
  yield fact('format_detail', `${kind}, ${operations} operations, ${functions} functions`)
  for (const version of new Set(metaGraphs.map(({ tensorflowVersion }) => tensorflowVersion)))
    if (version !== null) yield fact('tensorflow_version', version)
  for (const { tags, signatures } of metaGraphs) {
    if (tags.length > 0) yield fact('tags', tags.join(', '))
    const names = signatures.map(({ name }) => name)
    if (names.length > 0) yield fact('signatures', names.join(', '))
  }
}

/** Bytes that end before the graph does are a whole message all the same. */
function* emptiness({ beginning, metaGraphs }: Model, at: Location): Generator<ModelPart> {
  const isEmpty = metaGraphs.length === 0
  const hasNoGraph = beginning === 'meta-graph' && metaGraphs[0]?.main.pieces.length === 0
  if (!isEmpty && !hasNoGraph) return
  const message = `there is no ${isEmpty ? 'MetaGraph' : 'graph'} in it`
  yield { kind: 'problem', problem: { kind: 'malformed', message, location: at } }
}

/** The Keras configuration that TensorFlow 2.0 keeps in a file of its own. */
function* configurationParts({ source, at }: InnerFile): Generator<ModelPart, boolean> {
  const document = parseJson(source.read(0, source.size))
  yield* jsonOddities(document, at)
  yield* readKerasConfig(document.root, at)
  return isModel(document.root)
}

const MAX_FACT = 2_000 // characters; tags and signatures are few and short

/** What the graphs do beyond computing, and the graphs in them that stand nowhere in one piece. */
function* operationParts(
  { found, contents, faults }: FoundOperations,
  at: Location,
): Generator<ModelPart> {
  for (const { place, ...content } of contents)
    yield { kind: 'content', content: { ...content, at: place(at) } }
  for (const { place, ...operation } of found)
    yield { kind: 'operation', operation: { ...operation, at: place(at) } }
  for (const inner of faults) yield* faultProblems(inner.faults, inner.place(at))
}

function* graphInstead({ metaGraphs, keras }: Model, at: Location): Generator<ModelPart> {
  const [metaGraph] = metaGraphs
  if (metaGraph === undefined) return
  if (keras.some(({ count }) => count > 0)) {
    const text =
      'Keras saved it; its Keras configuration lies in keras_metadata.pb, which is not here'
    yield { kind: 'note', text }
  }
  if (metaGraphs.length > 1) {
    const text = `it holds ${metaGraphs.length} MetaGraphs; the graph of the first is shown`
    yield { kind: 'note', text }
  }
  yield* operationGraph(metaGraph, at)
}
