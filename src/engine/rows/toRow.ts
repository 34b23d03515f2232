import { journalKey } from '../journalKey.ts'
import { factOf, kerasText, pythonText } from '../model/facts.ts'
import { SEVERITIES, type Finding } from '../model/Finding.ts'
import type { Analysis, Report } from '../model/Report.ts'
import { bhaktiOf } from './bhakti.ts'
import { likenessOf } from './likeness.ts'
import type { Row, RowCode, RowFinding } from './Row.ts'

const MOST_CODE = 100 // payloads of one model in its row; the report has all of them
const MOST_TEXT = 500 // characters of a name or a sentence in a row

/** What a table tells of an analysis. `path` is from what was dropped or named. */
export function toRow(analysis: Analysis, path: string): Row {
  const { report } = analysis
  const { source, verdict, complete, passes, code, findings, problems } = report
  return {
    name: cut(source.name),
    path: cut(path),
    verdict,
    reason: cut(report.reason),
    complete: complete && passes.content === 'done' && passes.structure === 'done',
    isRecognised: !isStranger(report),
    format: report.format,
    formatTitle: report.formatTitle,
    keras: textOf(factOf(report, 'keras_version') ?? kerasText(report)),
    python: textOf(pythonText(report)),
    codeCount: code.length,
    code: code.slice(0, MOST_CODE).map(toRowCode),
    top: topOf(findings),
    rules: [...new Set(findings.map(({ rule }) => rule))],
    problems: problems.length,
    size: source.size,
    sha256: journalKey(source),
    bhakti: bhaktiOf(analysis),
  }
}

/** A file that is no model at all: a text or an image beside models. */
function isStranger({ format, problems, findings, verdict }: Report): boolean {
  return (
    format === 'unknown' &&
    verdict === 'not-analysed' &&
    findings.every(({ severity }) => severity === 'info') &&
    problems.every(({ kind }) => kind === 'unknown-format')
  )
}

function toRowCode({ name, layer, sha256, code }: Report['code'][number]): RowCode {
  return { name: cut(name), layer: textOf(layer), payload: sha256, likeness: likenessOf(code) }
}

/** The first of the worst: what decided the verdict stands first among its equals. */
function topOf(findings: readonly Finding[]): RowFinding | null {
  for (const severity of SEVERITIES) {
    const worst = findings.find((finding) => finding.severity === severity)
    if (worst === undefined) continue
    const { rule, title, message } = worst
    return { rule, severity, title, message: cut(message) }
  }
  return null
}

function textOf(text: string | null): string | null {
  return text === null ? null : cut(text)
}

function cut(text: string): string {
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text
}
