/** One level of a graph: boxes without names, and pairs of their indices, source first. */
export interface FlatGraph {
  readonly boxes: readonly Size[]
  readonly edges: readonly (readonly [number, number])[]
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point, Size {}

/** Pixels from the upper left corner of what was laid out. */
export interface FlatPlacement extends Size {
  /** Upper left corner of each box. */
  readonly corners: readonly Point[]
  /** Bends of each edge between its two boxes, without its ends; empty for a direct one. */
  readonly bends: readonly (readonly Point[])[]
}

/** `tell` hears the share that is done, from 0 to 1. */
export type FlatLayout = (graph: FlatGraph, tell: (share: number) => void) => FlatPlacement

/** Space between two boxes beside each other. */
export const NODE_GAP = 28
/** Space between two rows: an output shape is written in it. */
export const ROW_GAP = 36
