import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadYara } from '../../../../wasm/yara/yara.ts'
import { meaningOf, suggestionsAt } from './suggestions.ts'
import { MODULES, WORDS } from './words.table.ts'

const RULE = 'import "math"\nrule A {\n  strings:\n    $one = "x" \n  condition:\n    \n}\n'
const labelsAt = (place: string): readonly string[] =>
  suggestionsAt(RULE, RULE.indexOf(place) + place.length).map(({ label }) => label)

test('strings are suggested in the condition, modifiers behind strings, snippets between rules', () => {
  expect(labelsAt('condition:\n    ')).toEqual(
    expect.arrayContaining(['any', '$one', '#one', '@one', '!one', 'math', 'filesize']),
  )
  expect(labelsAt('condition:\n    ')).not.toContain('wide')
  expect(labelsAt('"x" ')).toEqual(expect.arrayContaining(['wide', 'base64', 'xor']))
  expect(labelsAt('"x" ')).not.toContain('filesize')
  expect(labelsAt('}\n')).toEqual(expect.arrayContaining(['rule', 'import', 'rule bytes']))
  expect(labelsAt('import')).toEqual([...MODULES])
})

/** All modules that YARA 4.2.3 can be built with, and those of later versions. */
const KNOWN_MODULES = [
  ...['console', 'cuckoo', 'demo', 'dex', 'dotnet', 'elf', 'hash', 'lnk', 'macho', 'magic', 'math'],
  ...['pb_tests', 'pe', 'string', 'tests', 'time', 'vt'],
]

test('the modules that are suggested are those that this build of YARA has', async () => {
  const yara = await loadYara()
  const had = KNOWN_MODULES.filter((name) => {
    const { messages } = yara.scan(new Uint8Array(1), `import "${name}" rule A { condition: true }`)
    return messages.length === 0
  })
  expect(had).toEqual([...MODULES])
})

test('every word is one of YARA: as the name of a rule the compiler refuses it', async () => {
  const yara = await loadYara()
  const free = Object.keys(WORDS).filter(
    (word) =>
      yara.scan(new Uint8Array(1), `rule ${word} { condition: true }`).messages.length === 0,
  )
  expect(free).toEqual([])
  expect(meaningOf('toString')).toBeNull()
  expect(meaningOf('base64')).toContain('alignments')
})

test('every feature of the editor that is used is there', () => {
  const folder = 'node_modules/monaco-editor/esm/vs/features'
  for (const name of ['suggest', 'snippet', 'format', 'gotoError', 'quickOutline'])
    expect(readdirSync(`${folder}/${name}`)).toContain('register.js')
})
