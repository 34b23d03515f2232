import { parseArgs } from 'node:util'
import { VERSIONS } from './interpreters.ts'

export interface Options {
  readonly versions: readonly string[]
  /** `lambda`, `function`, `long`, `other` or `snippet`; '' for all. */
  readonly kind: string
  /** A part of the payload's id. */
  readonly id: string
  readonly limit: number
  /** The folder that failures are written to; '' for none. */
  readonly failures: string
  /** The folder of the functions; '' for that beside the repository. */
  readonly golden: string
  /** Whether a native CPython is taken before Pyodide. */
  readonly native: boolean
  /** Whether the snippets that come back identical are written down. */
  readonly writesPairs: boolean
  /** Whether the table for the README is printed in the end. */
  readonly markdown: boolean
  /** A JSON file of sources by position in golden/stdlib, to be tried instead of ours. */
  readonly sources: string
}

/** The command line of `npm run roundtrip`. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      versions: { type: 'string', default: VERSIONS.join() },
      kind: { type: 'string', default: '' },
      id: { type: 'string', default: '' },
      limit: { type: 'string', default: 'Infinity' },
      golden: { type: 'string', default: '' },
      failures: { type: 'string', default: '' },
      native: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      pairs: { type: 'string', default: 'check' },
      sources: { type: 'string', default: '' },
    },
  })
  const { versions, limit, pairs } = values
  return {
    ...values,
    versions: versions.split(','),
    limit: Number(limit),
    writesPairs: pairs === 'write',
  }
}
