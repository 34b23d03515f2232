import type { Range, SourceStatus } from '../../../model/Listing.ts'
import { printableIn } from '../../../encodings/python-repr/printable.ts'
import type { Reading } from '../Reading.ts'
import { Repr } from '../repr.ts'
import type { Statement } from './ast.ts'
import { Definitions } from './Definitions.ts'
import { printStatements } from './print/printStatements.ts'
import { sourceLines } from './sourceLines.ts'

/** Python source made of one code object and those nested in it. */
export interface Decompiled {
  readonly status: SourceStatus
  readonly source: string
  /** For each line of `source`, the bytes of the payload it speaks of; null for lines without. */
  readonly lines: readonly (Range | null)[]
  /** One `def`, one expression statement with a `lambda`, or the statements of a module. */
  readonly body: readonly Statement[]
}

/** Decompiles a code object. Throws nothing; what is not understood stands in the source as comments. */
export function decompile(reading: Reading): Decompiled {
  const definitions = new Definitions(reading.version)
  const body = definitions.payload(reading)
  const { version } = reading
  const repr = new Repr({
    isTwo: version.layout === '2.3',
    isPrintable: printableIn(version.unicode),
  })
  const { source, lines, isExact } = printStatements(body, {
    version,
    repr,
    ...sourceLines(reading),
  })
  const isComplete = isExact && definitions.isComplete
  if (!isComplete && body.every(({ kind }) => kind === 'Unstructured' || kind === 'Comment'))
    return { status: 'none', source: '', lines: [], body }
  return { status: isComplete ? 'complete' : 'partial', source, lines, body }
}
