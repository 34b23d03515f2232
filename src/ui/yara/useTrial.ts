import { useRef, useState } from 'react'
import { joinRuleFiles, type BenchRun } from '../../worker/client.ts'
import type { OpenModel, Workbench } from '../shared/workbench.ts'
import type { LibraryFile } from './library.ts'
import type { TrialRow, TrialState } from './Trial.tsx'

/** Tries one file of rules on every open model, one after the other. */
export function useTrial(workbench: Workbench) {
  const [trial, setTrial] = useState<TrialState | null>(null)
  const current = useRef(0)

  async function start({ name, text }: LibraryFile): Promise<void> {
    const mine = ++current.current
    const models = workbench.openModels()
    const rules = joinRuleFiles({ files: [{ name: TRIED, text }], without: [] })
    setTrial({ file: name, rows: [], left: models.length })
    const rows: TrialRow[] = []
    for (const model of models) {
      rows.push(await tried(workbench, model, rules))
      if (current.current !== mine) return
      setTrial({ file: name, rows: [...rows], left: models.length - rows.length })
    }
  }

  function close(): void {
    current.current += 1
    workbench.trial().cancel()
    setTrial(null)
  }

  return { trial, start, close }
}

const TRIED = 'tried.yar' // bundled rules may have its own name

async function tried(
  workbench: Workbench,
  { name, held }: OpenModel,
  rules: string,
): Promise<TrialRow> {
  const bench = workbench.trial()
  bench.hold(held)
  try {
    return { name, ...hitsOf(await bench.run(rules, () => undefined)) }
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'unknown error'
    return { name, hits: [], problem }
  }
}

function hitsOf({ matches, problems }: BenchRun): Omit<TrialRow, 'name'> {
  const counts = new Map<string, number>()
  for (const { file, match } of matches)
    if (file === TRIED) counts.set(match.rule, (counts.get(match.rule) ?? 0) + 1)
  const problem = problems.find(({ file }) => file === TRIED)
  return { hits: [...counts], problem: problem?.message ?? null }
}
