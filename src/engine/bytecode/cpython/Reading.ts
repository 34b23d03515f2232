import type { Code } from './Code.ts'
import { readInstructions, type RawInstruction } from './instructions.ts'
import type { Version } from './versions/Version.ts'

/** A code object read as the code of one version. */
export interface Reading {
  readonly code: Code
  readonly raw: readonly RawInstruction[]
  readonly version: Version
}

/** A code object with its instructions as that version counts them. */
export function toReading(code: Code, version: Version): Reading {
  const known = read.get(code)
  if (known?.version === version) return known
  const reading = { code, raw: readInstructions(code.bytes, version), version }
  read.set(code, reading)
  return reading
}

/** The last reading of each code object: teller, listing and decompiler ask for the same one. */
const read = new WeakMap<Code, Reading>()
