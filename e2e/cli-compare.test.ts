import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startHub } from './hub/FakeHub.ts'
import { contentOf } from './hub/FakeRepo.ts'

const PROGRAM = resolve('dist/cli/lambdascope.js')
const COMMAND = resolve('public/samples/runs-a-command.h5')
const ORDINARY = resolve('public/samples/only-computes.h5')
const folder = mkdtempSync(join(tmpdir(), 'lambdascope-'))
afterAll(() => rmSync(folder, { recursive: true }))

function compare(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((done) => {
    const env = { ...process.env, ...environment }
    const child = spawn(process.execPath, [PROGRAM, 'compare', ...words], { env })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()))
    child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()))
    child.on('close', (status) => done({ status, stdout, stderr }))
  })
}

function written(name: string, units: number): string {
  const path = join(folder, name)
  const layers = [{ class_name: 'Dense', config: { name: 'a', units } }]
  writeFileSync(path, JSON.stringify({ class_name: 'Sequential', config: { name: 'm', layers } }))
  return path
}

test('differences exit 1 and are named, in text and as JSON', async () => {
  const { status, stdout } = await compare([ORDINARY, COMMAND])
  expect(status).toBe(1)
  expect(stdout).toContain('BENIGN-CODE')
  expect(stdout).toContain('MALICIOUS')
  expect(stdout).toMatch(/^finding added: /mu)
  const json: unknown = JSON.parse((await compare(['--json', ORDINARY, COMMAND])).stdout)
  expect(json).toMatchObject({ schema: 'lambdascope-comparison/1', bytes: 'different' })
})

test('values of configurations are compared, in JSON files too', async () => {
  const { status, stdout } = await compare([written('one.json', 1), written('two.json', 2)])
  expect(status).toBe(1)
  expect(stdout).toContain('layer changed: a')
  expect(stdout).toContain('config.units: 1 → 2')
})

test('the same exits 0, what could not be examined 2, and wrong usage 64', async () => {
  expect((await compare([ORDINARY, ORDINARY])).status).toBe(0)
  const pointer = resolve('src/engine/formats/git-lfs/fixtures/model.h5')
  const broken = await compare([pointer, pointer])
  expect(broken.status).toBe(2)
  expect(broken.stdout).toContain('Not compared:')
  expect((await compare([ORDINARY, join(folder, 'none')])).status).toBe(2)
  expect((await compare([ORDINARY])).status).toBe(64)
})

test('two revisions of a file of the Hub are compared', async () => {
  const commit = (title: string, path: string) => ({
    title,
    author: 'a',
    date: '2026-03-01T12:00:00.000Z',
    files: new Map([['m.h5', contentOf(new Uint8Array(readFileSync(path)))]]),
  })
  const hub = await startHub({
    repos: [
      {
        id: 'org/model',
        commits: [commit('One', ORDINARY), commit('Two', COMMAND)],
        refs: new Map([['refs/heads/old', 0]]),
      },
    ],
  })
  try {
    const words = ['hf://org/model@old/m.h5', 'hf://org/model/m.h5']
    const { status, stdout } = await compare(words, { HF_ENDPOINT: hub.endpoint })
    expect(status).toBe(1)
    expect(stdout).toMatch(/^finding added: /mu)
  } finally {
    await hub.close()
  }
})
