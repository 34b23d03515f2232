import type { RegionNode } from './Field.ts'

/** What is known of bytes that have no signature. */
export interface LayoutHint {
  /** The name of the file or member; `.pb` and `.onnx` are Protocol Buffers. */
  readonly name: string
  /** Bytes of code as they were decoded: what machine they are for. */
  readonly code: 'marshal' | 'pickle' | null
}

export interface Layout {
  /** What the source was read as: `HDF5`, `zip` …; null when it is nothing known here. */
  readonly encoding: string | null
  /** By offset, the longer first where several begin. Those that hold others come before them. */
  readonly regions: readonly RegionNode[]
  /** What could not be laid out, one sentence each. */
  readonly notes: readonly string[]
}
