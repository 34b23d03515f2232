import { fileLocation } from './model/Location.ts'
import { REPORT_SCHEMA, type Report } from './model/Report.ts'

/** The report of an analysis that was ended from outside: what was known until then, and why it ended. */
export function stoppedReport(
  file: { readonly name: string; readonly size: number },
  known: Report | null,
  message: string,
): Report {
  const problem = {
    kind: 'stopped',
    message,
    location: fileLocation(file.name, file.size),
  } as const
  const base = known ?? emptyReport(file)
  const calm = base.verdict === 'clean' || base.verdict === 'benign-code'
  return {
    ...base,
    complete: false,
    verdict: calm ? 'not-analysed' : base.verdict,
    reason: calm ? `Not everything was examined: ${message}.` : base.reason,
    passes: {
      structure: known === null ? 'limited' : base.passes.structure,
      content: 'limited',
    },
    problems: [...base.problems, problem],
  }
}

function emptyReport({ name, size }: { readonly name: string; readonly size: number }): Report {
  return {
    schema: REPORT_SCHEMA,
    source: { name, size, sha256: null, listedSha256: null, ranges: null, files: [] },
    format: 'unknown',
    formatTitle: 'Unknown format',
    verdict: 'clean',
    reason: '',
    complete: false,
    passes: { structure: 'pending', content: 'pending' },
    facts: [],
    graph: { layers: [], notes: [] },
    tensors: [],
    code: [],
    references: [],
    parts: [],
    yara: [],
    operations: [],
    outside: [],
    findings: [],
    effects: [],
    indicators: [],
    settled: null,
    problems: [],
  }
}
