import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withoutEval } from '../../../scripts/build/yaraWithoutEval.ts'

const library = readFileSync(createRequire(import.meta.url).resolve('libyara-wasm'), 'utf8')

test('the changed library scans where code from strings is forbidden', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yara-'))
  try {
    writeFileSync(join(folder, 'yara.mjs'), withoutEval(library))
    writeFileSync(
      join(folder, 'scan.mjs'),
      `import create from './yara.mjs'
       const yara = await create({})
       const found = yara.run(new Uint8Array([97, 98]), 'rule A { strings: $a = "ab" condition: $a }')
       let forbidden = false
       try { new Function('') } catch { forbidden = true }
       process.stdout.write(found.matchedRules.get(0).ruleName + ' ' + forbidden)`,
    )
    const flags = ['--disallow-code-generation-from-strings', join(folder, 'scan.mjs')]
    expect(execFileSync(process.execPath, flags, { encoding: 'utf8' })).toBe('A true')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('another text than that of version 1.2.1 fails the build', () => {
  expect(() => withoutEval(library.replace('new Function', 'new  Function'))).toThrow(
    'not found just once: embind names its classes without new Function',
  )
  expect(() => withoutEval(`${library}\nnew Function('1')`)).toThrow('still generates code')
})
