import type { Ended } from './oneRun.ts'
import type { BenchProgress, BenchRun } from './BenchRun.ts'
import type { FileMatch, FileProblem, RuleNames, RunWhat } from './YaraMessage.ts'

interface Hunter {
  readonly rules: string
  readonly run: (what: RunWhat) => Promise<Ended>
  /** A new worker in the place of one that hangs. */
  readonly fresh: () => void
  readonly onProgress: (progress: BenchProgress) => void
}

const NOTHING: RuleNames = { file: null, rules: [] }
const MOST_CULPRITS = 5 // each costs its whole time; then the rest is left out

/** Runs the rules of a file that did not end singly: what they find is kept, and who does not end is named. */
export async function hunt(
  { at, limitMs }: Extract<Ended, { kind: 'hung' }>,
  { run, fresh, onProgress }: Hunter,
): Promise<BenchRun> {
  const began = performance.now()
  const seconds = (limitMs / 1000).toFixed(0)
  const { file, rules } = at ?? NOTHING
  const problems: FileProblem[] = []
  const matches: FileMatch[] = []
  let culprits = 0
  for (const [index, rule] of rules.entries()) {
    if (culprits === MOST_CULPRITS) {
      problems.push({ file, message: `${rule} and the rules behind it were not run` })
      break
    }
    onProgress({ doing: `running ${rule} alone`, done: index, total: rules.length })
    const ended = await run({ kind: 'one', file, rule })
    if (ended.kind === 'ran') {
      matches.push(...ended.run.matches)
      continue
    }
    culprits += 1
    fresh()
    const spent = (ended.limitMs / 1000).toFixed(0)
    problems.push({
      file,
      message: `the rule ${rule} did not end within ${spent} seconds and was left out`,
    })
  }
  if (culprits === 0)
    problems.push({
      file,
      message: `the rules did not end within ${seconds} seconds; each ends when it is run alone`,
    })
  problems.push({
    file,
    message: 'The other files were not run: switch the rule off, or change it',
  })
  return { matches, problems, ms: performance.now() - began }
}
