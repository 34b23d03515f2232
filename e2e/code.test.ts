import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { superviseThread } from '../src/cli/superviseThread.ts'

// `lambdascope code` as it is built.

const PROGRAM = resolve('dist/cli/lambdascope.js')
const SNIPPETS = resolve('src/engine/bytecode/cpython/fixtures')
const KEYS = ['id', 'python', 'disassembly', 'source', 'sourceStatus', 'stages', 'problems']

const folder = mkdtempSync(join(tmpdir(), 'lambdascope-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('raw bytes, base64 and standard input give the same text', () => {
  const { b64, dis } = snippet('3.12')
  const raw = file('raw', Buffer.from(b64, 'base64'))
  const wrapped = file('wrapped.b64', b64.replace(/(.{76})/g, '$1\n'))
  const { status, stdout } = code([raw])
  expect(status).toBe(0)
  expect(stdout).toContain('CPython 3.12')
  expect(stdout).toContain(dis.split('\n')[1])
  const body = (text: string) => text.slice(text.indexOf('\n'))
  expect(body(code([wrapped]).stdout)).toBe(body(stdout))
  expect(body(code([], b64).stdout)).toBe(body(stdout))
  expect(body(code(['-'], readFileSync(raw)).stdout)).toBe(body(stdout))
})

test('a thousand payloads are answered in order by one process', () => {
  const versions = ['2.7', '3.6', '3.8', '3.10', '3.12', '3.14'].map((python) => snippets(python))
  const rows = Array.from({ length: 1_000 }, (_, at) => {
    const list = versions[at % versions.length] ?? []
    return { id: `n${at}`, b64: list[at % list.length]?.b64 ?? '' }
  })
  const { stdout } = code(['--format', 'jsonl'], jsonl(rows))
  const answers = answersIn(stdout)
  expect(answers.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
  for (const answer of answers) expect(Object.keys(answer)).toEqual(KEYS)
})

test('a bad line is answered with its problem, and the next is read', () => {
  const { b64 } = snippet('3.8')
  const lines = [
    '{"id": 1, "b64"',
    '[1]',
    JSON.stringify({ id: 'x' }),
    JSON.stringify({ id: 'y', b64: 'AAAA' }),
    JSON.stringify({ id: 'v', b64, python: '4.0' }),
    JSON.stringify({ id: { a: 1 }, b64 }),
    '',
    JSON.stringify({ id: 7, b64, python: '3.9' }),
  ]
  const { stdout, status } = code(['--format=jsonl', '-'], lines.join('\n'))
  const answers = answersIn(stdout)
  expect(answers.map(({ id }) => id)).toEqual([null, null, 'x', 'y', 'v', null, 7])
  expect(answers.map(({ problems }) => problems?.length)).toEqual([1, 1, 1, 1, 1, 1, 0])
  expect(answers[6]?.python).toEqual(['3.9'])
  expect(status).toBe(2)
})

test('an answer comes before the next line is there', async () => {
  const child = spawn('node', [PROGRAM, 'code', '--format', 'jsonl'])
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  for (const id of ['first', 'second']) {
    child.stdin.write(`${JSON.stringify({ id, b64: snippet('3.11').b64 })}\n`)
    expect((await lines.next()).value).toContain(`{"id":"${id}"`)
  }
  child.stdin.end()
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('a file with jsonl is one line, its path the id', () => {
  const path = file('one', snippet('3.13').b64)
  const [answer, absent] = answersIn(code(['--format', 'jsonl', path, join(folder, 'none')]).stdout)
  expect(answer).toMatchObject({ id: path, python: ['3.13'], problems: [] })
  expect(absent).toMatchObject({ id: join(folder, 'none'), python: [] })
})

test('a .pyc with the magic number of another version says so and exits 2', () => {
  const rows = readFileSync(resolve('src/engine/encodings/pyc/fixtures/pyc.jsonl'), 'utf8')
  const row = rows.split('\n').find((line) => line.includes('"3.11"')) ?? ''
  const bytes = Buffer.from(String(Reflect.get(Object(JSON.parse(row)), 'b64')), 'base64')
  expect(code([file('right.pyc', bytes)]).status).toBe(0)
  bytes.writeUInt16LE(3413)
  const { stdout, status } = code([file('wrong.pyc', bytes)])
  expect(stdout).toContain('magic number 3413 is of Python 3.8, but the bytecode is of 3.11')
  expect(status).toBe(2)
})

test('no escape sequence of a payload reaches the terminal; JSON has it unchanged', () => {
  const bytes = Buffer.from(snippets('2.7')[1]?.b64 ?? '', 'base64')
  const name = bytes.indexOf('__import__') // `dis` of 2.7 prints names as they are
  expect(name).toBeGreaterThan(0)
  bytes.write('\u001b[31mimpor', name, 'latin1')
  const path = file('escape', bytes)
  const { stdout } = code([path])
  expect(stdout).toContain('(\\x1b[31mimpor)')
  expect(stdout).not.toContain('\u001b')
  const [answer] = answersIn(code(['--format', 'jsonl', path]).stdout)
  expect(answer?.disassembly).toContain('(\u001b[31mimpor)')
})

test('another version can be chosen', () => {
  const path = file('chosen', snippet('3.9').b64)
  expect(code(['--python', '3.8', path]).stdout).toContain('CPython 3.8 ')
  expect(code(['--python=3.13', path]).stdout).toContain('not compiler output')
})

test.each([[['--python', '4.1']], [['--format', 'json']], [['--format']], [['--quick']]])(
  'wrong usage %j exits 64',
  (args) => {
    expect(code(args).status).toBe(64)
  },
)

test('a reading that hangs is ended, and the next has a thread of its own', async () => {
  const url = pathToFileURL(
    file(
      'thread.mjs',
      `import { parentPort } from 'node:worker_threads'
       parentPort.on('message', (order) => {
         if (order === 'hang') for (;;);
         parentPort.postMessage({ kind: 'done' })
       })`,
    ),
  )
  const thread = superviseThread<string, { kind: 'done' }>(url, 'the reading', 300)
  expect(await thread.ask('work', () => true)).toBeNull()
  expect(await thread.ask('hang', () => true)).toBe(
    'the reading said nothing for 0.3 seconds and was ended',
  )
  expect(await thread.ask('work', () => true)).toBeNull()
  await thread.close()
})

interface Snippet {
  readonly b64: string
  readonly dis: string
}

interface Answer {
  readonly id?: unknown
  readonly python?: unknown
  readonly disassembly?: unknown
  readonly problems?: readonly unknown[]
}

function code(args: readonly string[], input: string | Buffer = '') {
  return spawnSync('node', [PROGRAM, 'code', ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 2 ** 28,
  })
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function jsonl(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

function answersIn(text: string): readonly Answer[] {
  return text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
    .filter(isAnswer)
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'id' in value
}

function snippet(python: string): Snippet {
  const found = snippets(python)[2]
  if (found === undefined) throw new Error(`no snippet of ${python}`)
  return found
}

function snippets(python: string): readonly Snippet[] {
  const rows: unknown = JSON.parse(readFileSync(join(SNIPPETS, `snippets-${python}.json`), 'utf8'))
  return Array.isArray(rows) ? rows.filter(isSnippet) : []
}

function isSnippet(row: unknown): row is Snippet {
  return typeof row === 'object' && row !== null && 'b64' in row && 'dis' in row
}
