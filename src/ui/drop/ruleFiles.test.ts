import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { partRules } from './ruleFiles.ts'

const file = (path: string, content: BlobPart = 'rule A { condition: true }') => ({
  path,
  file: new File([content], path.split('/').at(-1) ?? ''),
})

function zip(names: readonly string[]): Uint8Array<ArrayBuffer> {
  const entries = names.map((name) => [name, strToU8('rule A { condition: true }')] as const)
  return new Uint8Array(zipSync(Object.fromEntries<Uint8Array>(entries)))
}

test('rules are parted from models, by their names', async () => {
  const { rules, models } = await partRules({
    files: [file('a.yar'), file('m.h5'), file('set/b.YARA')],
    isCut: false,
  })
  expect(rules.map(({ name }) => name)).toEqual(['a.yar', 'set/b.YARA'])
  expect(models.files.map(({ path }) => path)).toEqual(['m.h5'])
})

test('a zip of rules and a read-me is taken for rules; one with anything else is a model', async () => {
  const names = ['rules/a.yar', 'rules/deep/b.yara', 'README.md']
  const dropped = [file('r.zip', zip(names)), file('m.zip', zip([...names, 'config.json']))]
  const { rules, models } = await partRules({ files: dropped, isCut: false })
  expect(rules).toEqual([
    { name: 'rules/a.yar', text: 'rule A { condition: true }' },
    { name: 'deep/b.yara', text: 'rule A { condition: true }' },
  ])
  expect(models.files.map(({ path }) => path)).toEqual(['m.zip'])
})

test('a read-me beside rules is no model, and a broken zip is one', async () => {
  const folder = [file('set/README.md'), file('set/a.yar')]
  expect((await partRules({ files: folder, isCut: false })).models.files).toEqual([])
  const broken = await partRules({ files: [file('x.zip', 'PK')], isCut: false })
  expect([broken.rules, broken.models.files.length]).toEqual([[], 1])
})

test('a file of rules that is too large is left out, and that is said', async () => {
  const large = file('big.yar', new Uint8Array(65 * 1024 * 1024))
  const { rules, leftOut } = await partRules({ files: [large], isCut: false })
  expect([rules.length, leftOut]).toEqual([
    0,
    '1 files of rules were too large or too many, and were left out.',
  ])
})
