import {
  bytesSource,
  onlyRule,
  parseRules,
  runRules,
  toRuleSet,
  type ByteSource,
  type Held,
  type RulesRun,
} from '../engine/index.ts'
import { ruleSetsOf, type NamedRuleSet } from '../wasm/yara/ruleSets.ts'
import { loadYara } from '../wasm/yara/yara.ts'
import { fileSource } from './fileSource.ts'
import type {
  FileMatch,
  FileProblem,
  HeldModel,
  YaraAnswer,
  YaraOrder,
} from './yara/YaraMessage.ts'

const KEPT_BYTES = 256 * 1024 * 1024 // of one file: more is read from the disk for each run
const KEPT_RUNS = 64 // rule sets whose result is known: only the file that was changed is scanned again

let held: Held = { files: [], parts: [] }
const runs = new Map<string, RulesRun>()

self.onmessage = ({ data }: MessageEvent<YaraOrder>) => {
  void obey(data)
}

async function obey(order: YaraOrder): Promise<void> {
  if (order.kind === 'hold') {
    held = toHeld(order.model)
    runs.clear()
    return
  }
  const scanner = await loadYara()
  if (order.kind === 'check') {
    const { messages } = scanner.scan(new Uint8Array(0), order.text)
    answer({ kind: 'checked', id: order.id, messages })
    return
  }
  const began = performance.now()
  const matches: FileMatch[] = []
  const problems: FileProblem[] = []
  for (const { file, set } of setsOf(order)) {
    const names = { file, rules: parseRules(set.text).rules.map(({ name }) => name) }
    const total = held.files.reduce((sum, { source }) => sum + source.size, 0)
    const tell = (done: number): void =>
      answer({ kind: 'progress', id: order.id, names, done, total })
    tell(0)
    const run = runs.get(set.text) ?? runThrough(runRules(held, set, scanner), tell)
    keep(set.text, run)
    matches.push(...run.matches.filter(isWanted(order)).map((match) => ({ file, match })))
    problems.push(...run.problems.map((message) => ({ file, message })))
  }
  answer({ kind: 'ran', id: order.id, matches, problems, ms: performance.now() - began })
}

function setsOf({ rules, what }: Extract<YaraOrder, { kind: 'run' }>): readonly NamedRuleSet[] {
  const sets = ruleSetsOf(rules)
  if (what.kind === 'all') return sets
  return sets
    .filter(({ file }) => file === what.file)
    .map(({ file, set }) => ({ file, set: toRuleSet(onlyRule(set.text, what.rule)) }))
}

function isWanted({ what }: Extract<YaraOrder, { kind: 'run' }>) {
  return ({ rule }: { readonly rule: string }): boolean => what.kind === 'all' || what.rule === rule
}

function runThrough(
  steps: Generator<number, RulesRun, undefined>,
  tell: (done: number) => void,
): RulesRun {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    tell(step.value)
  }
}

/** The oldest goes first. */
function keep(text: string, run: RulesRun): void {
  runs.delete(text)
  runs.set(text, run)
  const [oldest] = runs.keys()
  if (runs.size > KEPT_RUNS && oldest !== undefined) runs.delete(oldest)
}

function toHeld({ files, parts }: HeldModel): Held {
  return {
    files: files.map(({ path, file }) => ({ path, source: keptSource(file) })),
    parts,
  }
}

/** Bytes that are read once and kept, unless there are too many. */
function keptSource(file: File): ByteSource {
  const source = fileSource(file, { bytes: 0 })
  if (file.size > KEPT_BYTES) return source
  return bytesSource(new Uint8Array(new FileReaderSync().readAsArrayBuffer(file)))
}

function answer(message: YaraAnswer): void {
  self.postMessage(message)
}
