// Everything in the graphs of a SavedModel that does more than compute, with what its operands come to.
import { rootMessage, type WireFault } from '../../../encodings/protobuf/Message.ts'
import { rangeWithin, within, type Location } from '../../../model/Location.ts'
import type { Content } from '../../../model/ModelPart.ts'
import type { Operation } from '../../../model/Operation.ts'
import { nodeLocation } from '../Graph.ts'
import { readGraphs, type MetaGraph } from '../readSavedModel.ts'
import { hiddenGraphs, type HiddenGraph } from './hiddenGraphs.ts'
import { operationsIn, runsOf } from './operationsIn.ts'
import { reachability } from './reachability.ts'
import { Resolver } from './Resolver.ts'
import { NO_ROOTS, rootsOf, type Roots } from './rootsOf.ts'
import { ordinarySavers } from './savers.ts'
import { ScannedSet } from './ScannedSet.ts'
import type { GraphScan } from './scanGraph.ts'
import type { FoundOperation, Placed, Subject } from './Subject.ts'

/** Every operation of every graph, counted, and those that do more than compute. */
export interface FoundOperations {
  /** Without those of graphs in texts. */
  readonly operations: number
  readonly functions: number
  readonly found: readonly FoundOperation[]
  /** Graphs that the file holds encoded or in pieces. */
  readonly contents: readonly (Omit<Content, 'at'> & Placed)[]
  readonly faults: readonly ({ readonly faults: readonly WireFault[] } & Placed)[]
}

const MAX_FOUND = 20_000 // different operations told of one file; a large export has a hundred
const MAX_HIDDEN = 64 // graphs in texts of one file
const MAX_DEPTH = 4 // graphs in texts of graphs in texts

/** Reads all graphs of `metaGraphs`, also those that stand in texts; `file` is what they were read from. */
export function findOperations(
  metaGraphs: readonly MetaGraph[],
  file: Uint8Array,
): FoundOperations {
  const finder = new Finder()
  for (const metaGraph of metaGraphs) finder.addMetaGraph(metaGraph, file)
  return finder.finish()
}

interface Task {
  readonly subject: Subject
  /** What the offsets of its messages count. */
  readonly whole: Uint8Array
  readonly depth: number
}

/** Gathers what is found in one file; alike operations of a graph are counted together. */
class Finder {
  readonly #found = new Map<string, FoundOperation>()
  readonly #contents: (Omit<Content, 'at'> & Placed)[] = []
  readonly #faults: ({ readonly faults: readonly WireFault[] } & Placed)[] = []
  readonly #waiting: Task[] = []
  #operations = 0
  #functions = 0
  #hidden = 0

  addMetaGraph(metaGraph: MetaGraph, whole: Uint8Array): void {
    const set = new ScannedSet(metaGraph)
    this.#functions += set.functions.length
    this.#operations += set.scans.reduce((sum, { nodes }) => sum + nodes, 0)
    const savers = ordinarySavers(metaGraph, set)
    const subject = { ...analysed(set, rootsOf(metaGraph)), savers, mainName: null, place: same }
    this.#waiting.push({ subject, whole, depth: 0 })
    for (let task = this.#waiting.shift(); task !== undefined; task = this.#waiting.shift())
      this.#work(task)
  }

  finish(): FoundOperations {
    const found = [...this.#found.values()]
    const counts = { operations: this.#operations, functions: this.#functions }
    return { ...counts, found, contents: this.#contents, faults: this.#faults }
  }

  #work({ subject, whole, depth }: Task): void {
    for (const operation of operationsIn(subject)) this.#addOperation(operation)
    const seen = new Set<string>()
    for (const scan of subject.set.scans)
      for (const hidden of hiddenGraphs(subject.resolver, scan)) {
        const offset = offsetIn(whole, hidden.bytes)
        const key = `${offset ?? ''} ${runsOf(subject, scan, hidden.node)}`
        if (offset !== null && seen.has(key)) continue
        seen.add(key)
        this.#addHidden({ subject, whole, depth }, scan, hidden)
      }
  }

  #addOperation(operation: FoundOperation): void {
    const { op, graph, operands, runs, role } = operation
    const key = JSON.stringify([op, graph, operands, runs, role])
    const known = this.#found.get(key)
    if (known !== undefined) this.#found.set(key, { ...known, count: known.count + 1 })
    else if (this.#found.size < MAX_FOUND) this.#found.set(key, operation)
    else this.#limit(`more than ${MAX_FOUND} different operations; the rest was not judged`, same)
  }

  #addHidden({ subject, whole, depth }: Task, scan: GraphScan, hidden: HiddenGraph): void {
    const { node, bytes, isRun } = hidden
    const at = (file: Location): Location => nodeLocation(subject.place(file), scan.graph, node)
    this.#hidden += 1
    if (depth === MAX_DEPTH || this.#hidden > MAX_HIDDEN) {
      const many = `more than ${MAX_HIDDEN} graphs in texts, or deeper than ${MAX_DEPTH}`
      return this.#limit(`${many}; the rest was not read`, at)
    }
    const root = rootMessage(bytes)
    const set = new ScannedSet(readGraphs([root]))
    const place = this.#placeOf(hidden, { whole, at, inSame: subject.place })
    if (isRun) this.#faults.push({ faults: root.log.faults, place })
    const runs = runsOf(subject, scan, node)
    const inner = { ...analysed(set, NO_ROOTS), savers: new Set<number>() }
    const reached = { runsOf: (): Operation['runs'] => runs }
    const mainName = `graph in ${node.name}`
    this.#waiting.push({
      subject: { ...inner, reached, mainName, place },
      whole: bytes,
      depth: depth + 1,
    })
  }

  /** Its range when it stands in the file in one piece; else a window of derived bytes, which are kept. */
  #placeOf(
    { node, bytes }: HiddenGraph,
    { whole, at, inSame }: { whole: Uint8Array; at: Placed['place']; inSame: Placed['place'] },
  ): Placed['place'] {
    const offset = offsetIn(whole, bytes)
    const name = `graph in ${node.name.slice(0, MAX_NAME)}`
    const { length } = bytes
    if (offset !== null)
      return (file) => rangeWithin(inSame(file), { kind: 'message', name, offset, length })
    const window = { kind: 'payload', name, offset: null, length, via: 'unrolled' } as const
    const place = (file: Location): Location => within(at(file), window)
    this.#contents.push({ name, type: 'bytes', bytes, place })
    return place
  }

  #limit(message: string, place: Placed['place']): void {
    const isKnown = this.#faults.some(({ faults }) => faults[0]?.message === message)
    if (!isKnown) this.#faults.push({ faults: [{ kind: 'limit', message, offset: 0 }], place })
  }
}

const MAX_NAME = 100 // characters in a location

function same(at: Location): Location {
  return at
}

function analysed(set: ScannedSet, roots: Roots): Pick<Subject, 'set' | 'resolver' | 'reached'> {
  return { set, resolver: new Resolver(set, roots), reached: reachability(set, roots) }
}

/** Where `piece` stands in `whole`; null when it is no view of it. */
function offsetIn(whole: Uint8Array, piece: Uint8Array): number | null {
  const offset = piece.byteOffset - whole.byteOffset
  const isInside = offset >= 0 && offset + piece.length <= whole.length
  return piece.buffer === whole.buffer && isInside ? offset : null
}
