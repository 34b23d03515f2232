import { readFileSync } from 'node:fs'
import { escapeText, type Analysis } from '../engine/index.ts'
import { MAX_NEEDED_BYTES, neededFiles, withFiles } from '../compare/bytes.ts'
import { compareReports, isFullyCompared } from '../compare/compareReports.ts'
import { comparisonText } from '../compare/comparisonText.ts'
import { createAnalyzer, Refused, type Analyzer } from './analyzer.ts'
import type { CompareCommand } from './arguments.ts'
import { hubConnection, isAddress, sentenceOf, targetsAt } from './hubTargets.ts'
import { modelsAt } from './walk.ts'

const WISH = { content: true, yara: true, rules: '' }

/** Compares two models and prints what differs. Returns the exit code. */
export async function runCompare({ before, after, isJson }: CompareCommand): Promise<number> {
  const analyzer = createAnalyzer()
  try {
    const comparison = compareReports(
      await analysisOf(before, analyzer),
      await analysisOf(after, analyzer),
    )
    process.stdout.write(
      isJson ? `${JSON.stringify(comparison, null, 2)}\n` : comparisonText(comparison),
    )
    if (comparison.differences.length > 0) return 1
    return isFullyCompared(comparison) ? 0 : 2
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`lambdascope: ${escapeText(sentenceOf(error) ?? message)}\n`)
    return 2
  } finally {
    await analyzer.close()
  }
}

/** The analysis of the one model that a path or an address leads to. */
async function analysisOf(word: string, analyzer: Analyzer): Promise<Analysis> {
  if (isAddress(word)) return remoteAnalysis(word, analyzer)
  const [model, second] = modelsAt(word)
  if (model === undefined || second !== undefined)
    throw new Refused(`${word} is not one model: name a file, or the folder of a SavedModel`)
  const { size, ...order } = model
  const scanned = await analyzer.analyze({ ...order, wish: WISH, keepsTexts: true }, size)
  const analysis = { report: scanned.report, contents: new Map(scanned.texts) }
  const files = neededFiles(analysis).flatMap((location) => {
    const file = model.files.find(({ path }) => path === location[0]?.name)
    const isRead = file !== undefined && (location[0]?.length ?? 0) <= MAX_NEEDED_BYTES
    return isRead ? [[location, new Uint8Array(readFileSync(file.diskPath))] as const] : []
  })
  return withFiles(analysis, files)
}

async function remoteAnalysis(word: string, analyzer: Analyzer): Promise<Analysis> {
  const { models } = await targetsAt(word, hubConnection(process.env))
  const [remote, second] = models
  if (remote === undefined || second !== undefined)
    throw new Refused(`${word} is not one file: name it, as in hf://org/name@revision/model.h5`)
  const { name, size } = remote
  const order = { name, isFolder: false, files: [], remote, wish: WISH, keepsTexts: true }
  const { report, texts } = await analyzer.analyze(order, size)
  return { report, contents: new Map(texts) }
}
