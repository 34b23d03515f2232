import type { Report, Verdict } from '../../engine/index.ts'
import type { Run } from './entries.ts'
import { escapeText } from '../../engine/model/escapeText.ts'
import type { Shape } from './Mark.tsx'

/** How a verdict is said and drawn. */
export interface VerdictLook {
  readonly word: string
  readonly shape: Shape
  /** One sentence, escaped. */
  readonly reason: string
}

const LOOKS: Readonly<Record<Verdict, Pick<VerdictLook, 'word' | 'shape'>>> = {
  malicious: { word: 'Malicious', shape: 'critical' },
  suspicious: { word: 'Suspicious', shape: 'high' },
  review: { word: 'Review', shape: 'medium' },
  'not-analysed': { word: 'Not analysed', shape: 'unknown' },
  'benign-code': { word: 'Benign code', shape: 'ok' },
  clean: { word: 'Clean', shape: 'ok' },
}

/** Until both passes have ended, and wherever something was not examined, nothing is called clean. */
export function verdictLook(report: Report | null, run: Run): VerdictLook {
  if (report === null) return beforeReport(run)
  if (run.kind === 'case') return ofCase(report)
  const { verdict, reason, complete } = report
  const isCalm = verdict === 'clean' || verdict === 'benign-code'
  if (!isCalm || (hasEnded(report) && complete))
    return { ...LOOKS[verdict], reason: escapeText(reason) }
  if (hasEnded(report))
    return {
      word: 'Nothing found',
      shape: 'unknown',
      reason: `${sentence(reason)} Not everything was examined, see Problems.`,
    }
  return {
    word: 'Nothing found so far',
    shape: run.kind === 'running' ? 'running' : 'unknown',
    reason: soFar(run, reason),
  }
}

/** As `verdictLook`, of the verdict without what was set aside; null when nothing is. */
export function settledLook(report: Report, run: Run): VerdictLook | null {
  const { settled } = report
  if (settled === null || settled.setAside.length === 0 || run.kind === 'case') return null
  const { verdict, reason } = settled
  return verdictLook({ ...report, verdict, reason }, run)
}

export function hasEnded({ passes }: Report): boolean {
  return passes.structure !== 'pending' && passes.content !== 'pending'
}

/** What somebody else wrote is no verdict of this page. */
function ofCase({ verdict, reason }: Report): VerdictLook {
  const said = `${LOOKS[verdict].word}: ${sentence(reason)}`
  return { word: 'Not examined here', shape: 'unknown', reason: `A case file says: ${said}` }
}

function soFar(run: Run, reason: string): string {
  if (run.kind === 'cancelled')
    return 'Cancelled before every byte was read: not everything was examined.'
  if (run.kind === 'failed') return `The analysis failed: ${escapeText(run.message)}.`
  return `${sentence(reason)} Every byte is still to be read.`
}

function beforeReport(run: Run): VerdictLook {
  switch (run.kind) {
    case 'waiting':
      return { word: 'Waiting', shape: 'running', reason: 'The files before it come first.' }
    case 'cancelled':
      return { word: 'Cancelled', shape: 'unknown', reason: 'Stopped before anything was known.' }
    case 'failed':
      return {
        word: 'Failed',
        shape: 'unknown',
        reason: `Nothing was examined: ${escapeText(run.message)}.`,
      }
    case 'running':
    case 'case':
    case 'done':
      return { word: 'Reading', shape: 'running', reason: 'Nothing is known yet.' }
  }
}

function sentence(text: string): string {
  const escaped = escapeText(text)
  return escaped === '' || escaped.endsWith('.') ? escaped : `${escaped}.`
}
