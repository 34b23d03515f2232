import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cpython } from '../../src/engine/bytecode/cpython/cpython.ts'
import { versions } from '../../src/engine/bytecode/cpython/versions/index.ts'
import { comparableText } from './comparableText.ts'
import { startInterpreter, type Interpreter, type Question } from './Interpreter.ts'
import { pyodideOf } from './interpreters.ts'
import { interpreterJudge, judged, pairsJudge } from './judges.ts'
import { readPairs } from './pairs.ts'
import { readSnippets } from './payloads.ts'
import { prepare } from './roundTrip.ts'

// CPython itself, compiled to WebAssembly, of the versions that npm has.
const root = fileURLToPath(new URL('../../', import.meta.url))

for (const id of ['3.10', '3.11', '3.12', '3.13', '3.14']) {
  const start = pyodideOf(id, root)
  const version = versions.find((one) => one.id === id)
  if (version === undefined) throw new Error(`Python ${id} is not known`)

  describe.skipIf(start === undefined)(`CPython ${id}, live`, () => {
    const running: Interpreter[] = []
    const ask = async (questions: readonly Question[]) => {
      const answers = await Promise.all(running.map((one) => one.ask(questions)))
      return answers.flat()
    }
    beforeAll(() => {
      if (start !== undefined) running.push(startInterpreter(start))
    })
    afterAll(() => {
      for (const one of running) one.end()
    })

    test('is of that version', async () => {
      const [answer] = await ask([{ do: 'version' }])
      expect(answer?.text).toMatch(`${id}.`)
    })

    test('says of its opcodes what the generated table says', async () => {
      const script = readFileSync(join(root, 'scripts/opcodes/dump.py'), 'utf8')
      const [answer] = await ask([{ do: 'script', source: script }])
      expect(answer?.error).toBe('')
      const [ours, theirs] = tables(id, answer?.text ?? '')
      expect(theirs).toBe(ours)
    })

    test('disassembles our snippets as we do', async () => {
      const snippets = readSnippets(root, id)
      expect(snippets.length).toBeGreaterThan(20)
      const answers = await ask(snippets.map(({ b64 }) => ({ do: 'disassemble', b64 })))
      for (const [index, { id: name, b64 }] of snippets.entries()) {
        const { disassembly } = cpython.decode(Buffer.from(b64, 'base64'), id)
        const { text = '', error } = answers[index] ?? {}
        expect(error, name).toBe('')
        expect(comparableText(disassembly), name).toBe(comparableText(text))
      }
    })

    test('compiles what we call complete to the same code, and all that it ever did', async () => {
      const prepared = readSnippets(root, id).flatMap((payload) => prepare(payload, version) ?? [])
      const pairs = readPairs(root, id)
      const judges = running.map((one) => interpreterJudge(one, version))
      const trips = await judged(prepared, [...judges, pairsJudge(pairs)])
      const names: string[] = []
      const wrong: string[] = []
      for (const { payload, listing, outcome } of trips)
        if (outcome.kind === 'identical') names.push(payload.id)
        else if (listing.sourceStatus === 'complete' && !KNOWN.has(payload.id))
          wrong.push(`${payload.id}: ${listing.source}`)
      expect(wrong).toEqual([])
      expect(names).toEqual(expect.arrayContaining([...pairs.snippets.keys()]))
    })
  })
}

/** Means the same and differs in one instruction: a `case _` that only returns leaves a NOP, which we do not read. */
const KNOWN = new Set(['snippets:fn_match'])

/** The committed table, and the one made of a dump. Pyodide's 3.10 has no stack effects: they are left out. */
function tables(id: string, dump: string): readonly [ours: string, theirs: string] {
  const name = `v${id.replace('.', '')}.table.ts`
  const folder = mkdtempSync(join(tmpdir(), 'opcodes-'))
  try {
    mkdirSync(join(folder, 'tables'))
    writeFileSync(join(folder, `${id}.json`), dump)
    const generate = join(root, 'scripts/opcodes/generate.mjs')
    execFileSync(process.execPath, [generate, folder, join(folder, 'tables')])
    const ours = readFileSync(join(root, 'src/engine/bytecode/cpython/versions', name), 'utf8')
    const theirs = readFileSync(join(folder, 'tables', name), 'utf8')
    return dump.includes('"stack_effect"') ? [ours, theirs] : [effectless(ours), effectless(theirs)]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Rows are `[number, name, kind, caches, effect, effect of the jump]`. */
function effectless(table: string): string {
  return table.replace(/^( {4}\[\d+, '\w+', '[\w-]+', \d+),.*$/gm, '$1')
}
