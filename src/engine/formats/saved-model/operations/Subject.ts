import type { Location } from '../../../model/Location.ts'
import type { Operation } from '../../../model/Operation.ts'
import type { Reachability } from './reachability.ts'
import type { Resolver } from './Resolver.ts'
import type { ScannedSet } from './ScannedSet.ts'

/** The graphs of one MetaGraph, or of one text that holds a graph, and what is known of them. */
export interface Subject {
  readonly set: ScannedSet
  readonly resolver: Resolver
  readonly reached: Reachability
  /** Offsets of the nodes that save and restore as every export does. */
  readonly savers: ReadonlySet<number>
  /** What stands in `Operation.graph` for the main graph: null, or the constant that holds the graph. */
  readonly mainName: string | null
  /** The window whose bytes the offsets of its nodes count, in the file at `at`. */
  readonly place: (at: Location) => Location
}

/** Something whose place is known once it is known in which bytes the file was read. */
export interface Placed {
  readonly place: (at: Location) => Location
}

/** An operation before its place is known. */
export type FoundOperation = Omit<Operation, 'at'> & Placed
