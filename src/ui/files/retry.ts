import type { Entry } from '../shared/entries.ts'

/** Whether an analysis came to no good end, and may do better: it was cancelled, failed or was ended from outside. */
export function canRetry(entry: Entry | null): boolean {
  if (entry === null) return false
  const { run, analysis } = entry
  if (run.kind === 'cancelled' || run.kind === 'failed') return true
  return run.kind === 'done' && analysis?.report.problems.some(isStopped) === true
}

function isStopped({ kind }: { readonly kind: string }): boolean {
  return kind === 'stopped'
}
