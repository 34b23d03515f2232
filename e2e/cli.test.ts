import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'

const PROGRAM = resolve('dist/cli/lambdascope.js')
const FORMATS = resolve('src/engine/formats')
const COMMAND = resolve('public/samples/runs-a-command.h5')
const ORDINARY = resolve('public/samples/only-computes.h5')
const POINTER = join(FORMATS, 'git-lfs/fixtures/model.h5')

const folder = mkdtempSync(join(tmpdir(), 'lambdascope-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a model that runs a command exits 1 and says which', () => {
  const { status, stdout } = scan(COMMAND)
  expect(status).toBe(1)
  expect(stdout).toContain('runs-a-command.h5: MALICIOUS')
  expect(stdout).toContain("os.system('echo this sample only prints a line')")
  expect(stdout).toContain('LOAD_METHOD')
})

test('an ordinary Lambda exits 0, what cannot be examined 2, and findings win', () => {
  expect(scan(ORDINARY).status).toBe(0)
  expect(scan(POINTER).status).toBe(2)
  expect(scan(POINTER, COMMAND, ORDINARY).status).toBe(1)
})

test('JSON Lines has one report a file, in the order given', () => {
  const lines = scan('--format', 'jsonl', POINTER, COMMAND, ORDINARY).stdout.trim().split('\n')
  const names = lines.map((line) => fieldOf(line, 'source', 'name'))
  expect(names).toEqual(['model.h5', 'runs-a-command.h5', 'only-computes.h5'])
})

test('each line begins with the fields of Bhakti', () => {
  const [line = ''] = scan('--format', 'jsonl', COMMAND).stdout.split('\n')
  expect(line).toMatch(
    /^\{"id":"[^"]*runs-a-command\.h5","type":"h5","contains_code":true,"extracted_encoded_code":"4w/u,
  )
  expect(fieldOf(line, 'string_list')).toContain('scaled') // of the first Lambda, as there
})

test('a table for spreadsheets has a line a file, and nothing in it is computed', () => {
  const evil = join(folder, '=cmd.h5')
  writeFileSync(evil, readFileSync(COMMAND))
  const lines = scan('--format', 'csv', evil, ORDINARY).stdout.split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines[0]).toMatch(/^verdict,reason,name,path,format,keras,python,/u)
  expect(lines[1]).toContain(",'=cmd.h5,")
  expect(lines[2]).toMatch(/^benign-code,/u)
})

test('JSON of one file is the report itself', () => {
  const { stdout } = scan('--format=json', COMMAND)
  expect(fieldOf(stdout, 'schema')).toBe('lambdascope-report/1')
  expect(fieldOf(stdout, 'passes', 'content')).toBe('done')
})

test('--quick leaves the second pass out and says so', () => {
  const text = scan('--quick', ORDINARY).stdout
  expect(text).toContain('first pass only')
  const { stdout } = scan('--quick', '--format', 'json', ORDINARY)
  expect(fieldOf(stdout, 'passes', 'content')).toBe('skipped')
  expect(fieldOf(stdout, 'source', 'sha256')).toBeNull()
})

test('a SavedModel folder is one model that lists its files with their hashes', () => {
  const archive = readFileSync(join(FORMATS, 'saved-model/fixtures/tf210-sequential-lambda.zip'))
  const root = join(folder, 'walked', 'model')
  for (const [path, bytes] of Object.entries(unzipSync(archive))) {
    if (path.endsWith('/')) continue
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), bytes)
  }
  writeFileSync(join(folder, 'walked', 'beside.json'), '{}')
  const lines = scan('--format', 'jsonl', join(folder, 'walked')).stdout.trim().split('\n')
  expect(lines).toHaveLength(2)
  const model = lines.find((line) => fieldOf(line, 'format') === 'saved-model') ?? ''
  const files = JSON.stringify(fieldOf(model, 'source', 'files'))
  expect(files).toMatch(/"path":"saved_model\.pb","size":\d+,"sha256":"[0-9a-f]{64}"/u)
})

test('rules of the user are compiled beside ours', () => {
  const rules = join(folder, 'own.yar')
  writeFileSync(
    rules,
    'rule Own { meta: severity = "high" strings: $a = "model_config" condition: $a }',
  )
  const { stdout, status } = scan('--rules', rules, ORDINARY)
  expect(stdout).toContain('Own')
  expect(status).toBe(1)
})

test('no escape sequence of a file reaches the terminal', () => {
  const path = join(folder, 'escape.json')
  const layers = [{ class_name: 'Lambda', config: { name: '\u001b[31mred\u202e', function: 'f' } }]
  writeFileSync(path, JSON.stringify({ class_name: 'Sequential', config: { name: 'm', layers } }))
  const { stdout } = scan(path)
  expect(stdout).toContain('\\x1b[31mred\\u202e')
  expect(stdout).not.toContain('\u001b')
})

test('text shows what it does and when, what its rules say, and addresses that no click follows', () => {
  const { stdout } = scan(COMMAND)
  expect(stdout).toContain('at call   process')
  expect(stdout).toMatch(/COD-001 .*\[COD-001@[0-9a-f]{12}\]\n +AML\.T/)
  expect(stdout).toContain('command     echo this sample only prints a line')
})

test('a finding that is set aside stays, and the verdict is given with and without it', () => {
  const report = scan('--json', COMMAND).stdout
  const id = /"id": "(COD-001@[0-9a-f]{12})"/.exec(report)?.[1]
  const list = join(folder, 'aside.json')
  writeFileSync(list, JSON.stringify([{ finding: id, reason: 'it is our sample' }]))
  const { stdout, status } = scan('--set-aside', list, COMMAND)
  expect(stdout).toContain('runs-a-command.h5: MALICIOUS')
  expect(stdout).toContain('set aside: it is our sample')
  expect(stdout).toMatch(/without 1 finding set aside: SUSPICIOUS/)
  expect(status).toBe(1) // a YARA rule matches besides, which the first pass alone does not see
  expect(scan('--set-aside', list, '--quick', COMMAND).status).toBe(0)
  expect(scan('--set-aside', list, COMMAND, ORDINARY).status).toBe(64)
})

test('a journal sets aside what it names by the hash of the file, and nothing else', () => {
  const report = scan('--json', COMMAND).stdout
  const sha256 = fieldOf(report, 'source', 'sha256')
  const finding = /"id": "(COD-001@[0-9a-f]{12})"/.exec(report)?.[1]
  const line = { at: '2026-01-02T03:04:05Z', sha256, finding, action: 'set-aside', reason: 'ours' }
  const journal = join(folder, 'journal.jsonl')
  writeFileSync(journal, `${JSON.stringify(line)}\n`)
  const { stdout } = scan('--set-aside', journal, COMMAND, ORDINARY)
  expect(stdout.match(/set aside: ours/g)).toHaveLength(1)
  writeFileSync(journal, '{"action":')
  const broken = scan('--set-aside', journal, COMMAND)
  expect([broken.status, broken.stderr]).toEqual([
    64,
    'lambdascope: a line of the journal is not JSON\n',
  ])
})

test.each([
  [[]],
  [['scan']],
  [['scan', '--format', 'xml', 'a']],
  [['scan', '--nothing', 'a']],
  [['run', 'a']],
])('wrong usage %j exits 64', (args) => {
  expect(spawnSync('node', [PROGRAM, ...args]).status).toBe(64)
})

test('a path that is not there is said, and exits 2', () => {
  const { status, stderr } = scan(join(folder, 'absent.h5'))
  expect(status).toBe(2)
  expect(stderr).toContain('absent.h5')
})

function scan(...args: readonly string[]) {
  return spawnSync('node', [PROGRAM, 'scan', ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 })
}

function fieldOf(json: string, ...path: readonly string[]): unknown {
  let value: unknown = JSON.parse(json)
  for (const key of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  return value
}
