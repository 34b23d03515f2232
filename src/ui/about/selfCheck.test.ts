import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkFiles, readBuild, type AskFile } from './selfCheck.ts'

const NEVER = new AbortController().signal
const sha = (text: string): string => createHash('sha256').update(text).digest('hex')
const SUMS = `${sha('one')}  a.js\n${sha('two')}  b.js\n`

/** A host that has these files. */
function host(files: Readonly<Record<string, string>>): AskFile {
  return (path) => {
    const text = new Map(Object.entries(files)).get(path)
    return text === undefined
      ? Promise.reject(new Error('404'))
      : Promise.resolve(new TextEncoder().encode(text))
  }
}

test('the hash of a build is that of its list of files', async () => {
  const { hash, sums } = await readBuild(host({ SHA256SUMS: SUMS }), NEVER)
  expect(hash).toBe(sha(SUMS))
  expect([...sums.keys()]).toEqual(['a.js', 'b.js'])
})

test('files that are as listed pass, and the progress counts them', async () => {
  const ask = host({ SHA256SUMS: SUMS, 'a.js': 'one', 'b.js': 'two' })
  const steps: number[] = []
  const result = await checkFiles(await readBuild(ask, NEVER), ask, NEVER, ({ done }) =>
    steps.push(done),
  )
  expect(steps).toEqual([1, 2])
  expect(result).toEqual({ done: 2, total: 2, bytes: 6, wrong: [] })
})

test('a file that differs and one that is missing are named, with both hashes', async () => {
  const ask = host({ SHA256SUMS: SUMS, 'a.js': 'changed' })
  const { wrong } = await checkFiles(await readBuild(ask, NEVER), ask, NEVER, () => undefined)
  expect(wrong).toEqual([
    { path: 'a.js', listed: sha('one'), found: sha('changed') },
    { path: 'b.js', listed: sha('two'), found: null },
  ])
})

test('a check that is cancelled says so, not that files are missing', async () => {
  const controller = new AbortController()
  const ask = host({ SHA256SUMS: SUMS, 'a.js': 'one' })
  const build = await readBuild(ask, NEVER)
  const checking = checkFiles(build, ask, controller.signal, () => controller.abort())
  await expect(checking).rejects.toThrow('aborted')
})
