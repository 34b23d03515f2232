import type { Report, Settled, SetAside, Severity, Verdict } from '../../engine/index.ts'

const VERDICTS: Readonly<Record<Severity, Verdict | null>> = {
  critical: 'malicious',
  high: 'suspicious',
  medium: 'review',
  low: null,
  info: null,
}

/** The report with its verdict given without what was set aside as well. */
export function settle(report: Report, setAside: readonly SetAside[]): Report {
  const known = new Set(report.findings.map(({ id }) => id))
  const here = setAside.filter(({ finding }) => known.has(finding))
  return { ...report, settled: here.length === 0 ? null : settled(report, here) }
}

function settled({ findings, problems, code }: Report, setAside: readonly SetAside[]): Settled {
  const ids = new Set(setAside.map(({ finding }) => finding))
  const worst = findings.find(({ id }) => !ids.has(id))
  const judged = worst === undefined ? null : VERDICTS[worst.severity]
  if (worst !== undefined && judged !== null)
    return { verdict: judged, reason: `${worst.message}.`, setAside }
  if (problems.length > 0)
    return { verdict: 'review', reason: 'Not everything was examined.', setAside }
  const verdict = code.length > 0 ? 'benign-code' : 'clean'
  return { verdict, reason: 'Nothing else was found.', setAside }
}
