import type { Range, SourceStatus } from '../../../model/Listing.ts'
import type { Reading } from '../Reading.ts'
import type { Statement } from './ast.ts'

/** Python source made of one code object and those nested in it. */
export interface Decompiled {
  readonly status: SourceStatus
  readonly source: string
  /** For each line of `source`, the bytes of the payload it speaks of; null for lines without. */
  readonly lines: readonly (Range | null)[]
  /** One `def`, one expression statement with a `lambda`, or the statements of a module. */
  readonly body: readonly Statement[]
}

/** Decompiles a code object. Never throws but `ParseError`; what is not understood stands in the source as comments. */
export function decompile(_reading: Reading): Decompiled {
  return { status: 'none', source: '', lines: [], body: [] }
}
