// Random syntax trees, printed for each version and read back by that CPython: what is called exact must come out as
// the same tree, also of trees that no Python can have.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Constant, Statement } from '../../src/engine/bytecode/cpython/decompile/ast.ts'
import { optionsFor } from '../../src/engine/bytecode/cpython/decompile/print/compose.ts'
import type { LineOf } from '../../src/engine/bytecode/cpython/decompile/print/Layout.ts'
import { toDice } from '../../src/engine/bytecode/cpython/decompile/print/Dice.ts'
import {
  printExpression,
  printStatements,
} from '../../src/engine/bytecode/cpython/decompile/print/printStatements.ts'
import { randomConstant } from '../../src/engine/bytecode/cpython/decompile/print/randomConstant.ts'
import { randomStatements } from '../../src/engine/bytecode/cpython/decompile/print/randomStatements.ts'
import { startInterpreter, type Interpreter } from '../roundtrip/Interpreter.ts'
import { nativeOnes, pyodideOf, VERSIONS } from '../roundtrip/interpreters.ts'
import { canonicalStatements, canonicalValue } from './canonical.ts'

const FIXTURES = 'src/engine/bytecode/cpython/decompile/print/fixtures'
const BATCH = 200 // questions a time: each is a line through a pipe
const GOLDENS = 20 // a version
const MAX_GOLDEN = 300 // characters
const MAX_SHOWN = 5 // faults a version

interface Case {
  readonly seed: number
  readonly source: string
  readonly isExact: boolean
  /** What CPython must read. */
  readonly tree: string
  /** A constant beside it, its source, and what that must evaluate to. */
  readonly literal: string
  readonly value: string
}

/** Prints a line a version and the first faults; answers the exit code. `root` is the repository's folder. */
export async function main(root: string, args: readonly string[]): Promise<number> {
  const count = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 2000)
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined
  const natives = nativeOnes(root)
  let wrong = 0
  for (const id of VERSIONS.filter((one) => only === undefined || one === only)) {
    const start = natives.get(id) ?? pyodideOf(id, root)
    if (start === undefined) continue
    const made = (kind: Kind) => Array.from({ length: count }, (_, seed) => toCase(seed, id, kind))
    const [cases, wild, broken] = [made('plain'), made('wild'), made('broken')]
    const faults = await faultsOf(root, startInterpreter(start), [...cases, ...wild, ...broken])
    console.log(
      `${id}: ${count} trees, ${countExact(cases)} exact; ${count} wild ones, ${countExact(wild)} exact; ` +
        `${count} over several lines, ${countExact(broken)} exact`,
    )
    console.log(`  ${faults.length} wrong, says ${start.title}`)
    for (const fault of faults.slice(0, MAX_SHOWN)) console.log(fault)
    wrong += faults.length
    if (args.includes('--write') && faults.length === 0) writeGolden(root, id, cases)
  }
  return wrong === 0 ? 0 : 1
}

function countExact(cases: readonly Case[]): number {
  return cases.filter(({ isExact }) => isExact).length
}

/** `wild`: trees that no Python can have. `broken`: printed as a line table with any lines tells. */
type Kind = 'plain' | 'wild' | 'broken'

function toCase(seed: number, id: string, kind: Kind): Case {
  const [major = 0, minor = 0] = id.split('.').map(Number)
  const version = major * 100 + minor
  const body = randomStatements(seed, version, kind === 'wild')
  const constant: Constant = randomConstant({ dice: toDice(seed), version })
  const layout = kind === 'broken' ? { lineOf: linesFor(body, seed), isAfterNop: () => false } : {}
  const { source, isExact } = printStatements(body, { ...optionsFor(id), ...layout })
  return {
    seed,
    source,
    isExact,
    tree: JSON.stringify(canonicalStatements(body)),
    literal: printExpression(constant, optionsFor(id)),
    value: JSON.stringify(canonicalValue(constant.value)),
  }
}

/** Gives each node a place; the lines of those mostly rise, or go to and fro, or are not known. */
function linesFor(body: readonly Statement[], seed: number): LineOf {
  const dice = toDice(seed)
  const steps = dice.pick([
    [0, 1, 1],
    [0, 0, 0, 1],
    [-3, 0, 4],
    [1, -1],
  ])
  const isGappy = dice.below(3) === 0
  const lines: (number | null)[] = []
  let line = 0
  const place = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if ('at' in part && part.at === null) {
      line += steps[dice.below(steps.length)] ?? 0
      Object.assign(part, { at: { offset: lines.length, length: 1 } })
      lines.push(isGappy && dice.below(3) === 0 ? null : line)
    }
    for (const inner of Object.values(part)) place(inner)
  }
  place(body)
  return (at) => (at === null ? null : (lines[at.offset] ?? null))
}

async function faultsOf(
  root: string,
  { ask, end }: Interpreter,
  cases: readonly Case[],
): Promise<readonly string[]> {
  const script = readFileSync(join(root, 'scripts/printer/canonical.py'), 'utf8')
  const faults: string[] = []
  for (let first = 0; first < cases.length; first += BATCH) {
    const batch = cases.slice(first, first + BATCH)
    const sources = batch.map(({ source }) => source)
    const questions = JSON.stringify({ sources, values: batch.map(({ literal }) => literal) })
    const encoded = Buffer.from(toAscii(questions)).toString('base64')
    const [reply] = await ask([{ do: 'script', source: `${script}\nanswer("${encoded}")\n` }])
    if (reply === undefined || reply.error !== '') throw new Error(reply?.error ?? 'no answer')
    const answers: unknown = JSON.parse(reply.text)
    for (const [index, one] of batch.entries()) faults.push(...compare(one, index, answers))
  }
  end()
  return faults
}

/** `answers`: the list of trees and the list of values. What is marked must not be read at all. */
function compare(one: Case, index: number, answers: unknown): readonly string[] {
  const [tree, value] = [answerAt(answers, 0, index), answerAt(answers, 1, index)]
  const { seed, source, isExact, literal } = one
  const isRead = tree.startsWith('[')
  const isWrong = isExact ? tree !== one.tree : source.includes('$') && isRead
  const faults = isWrong ? [`seed ${seed}:\n${source}want ${one.tree}\ngot  ${tree}`] : []
  if (!literal.includes('$') && value !== one.value)
    faults.push(`seed ${seed}: ${literal} is ${value}, not ${one.value}`)
  return faults
}

function answerAt(answers: unknown, list: number, index: number): string {
  const rows: unknown = Array.isArray(answers) ? answers[list] : undefined
  return JSON.stringify(Array.isArray(rows) ? rows[index] : undefined)
}

function toAscii(text: string): string {
  const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return text.replaceAll(/[^ -~]/g, escape)
}

function writeGolden(root: string, id: string, cases: readonly Case[]): void {
  const short = cases.filter(({ source, isExact }) => isExact && source.length <= MAX_GOLDEN)
  const chosen = short.slice(0, GOLDENS).map(({ seed, source }) => ({ seed, source }))
  writeFileSync(join(root, FIXTURES, `read-${id}.json`), `${JSON.stringify(chosen, null, 2)}\n`)
}
