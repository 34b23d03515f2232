import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyzeContent, analyzeStructure, withoutContentPass } from './analyze.ts'
import { byteSource } from './bytes/ByteSource.ts'
import { ReadingEnded, ReadingInterrupted } from './bytes/ReadingEnded.ts'
import type { Analysis } from './model/Report.ts'
import type { Upload } from './Upload.ts'

const ARCHIVE = new Uint8Array(
  readFileSync(join(import.meta.dirname, 'formats/keras-zip/fixtures/keras3-nested.keras')),
)
const SHA256 = '0'.repeat(64)
const MIB = 1024 * 1024

test('of a remote file that is mostly unread no byte is hashed, and the reason says so', () => {
  const { upload } = remote(2 * MIB * 1024)
  const { report } = analyzed(upload)
  expect(report.passes.content).toBe('skipped')
  expect(report.source).toMatchObject({ sha256: null, listedSha256: SHA256, ranges: [[0, 100]] })
  expect(report.graph.notes.join()).toContain('Read by ranges: 100 of 2147483648 bytes')
})

test('a remote file of which little is unread is read to its end and held against its listed hash', () => {
  const { report } = analyzed(remote(ARCHIVE.length).upload)
  expect(report.passes.content).toBe('done')
  expect(report.source.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(report.problems.map(({ message }) => message).join()).toContain(`its host lists ${SHA256}`)
  expect(report.complete).toBe(false)
})

test('reading is limited only while headers are read', () => {
  const { upload, limits } = remote(2 * MIB * 1024)
  analyzed(upload)
  expect(limits).toEqual([true, false])
})

test('when the host gives no byte at all the analysis ends with what the host threw', () => {
  const source = byteSource(100, () => {
    throw new ReadingEnded('no more')
  })
  const steps = analyzeStructure({ ...remote(100).upload, files: [{ path: 'm', source }] }, TOOLS)
  expect(() => [...steps]).toThrow(ReadingEnded)
})

test('when the connection breaks off, what was read before stays, and the report is not calm', () => {
  const { upload } = remote(2 * MIB * 1024)
  const [file] = upload.files
  if (file === undefined) throw new Error('there is one')
  let reads = 0
  const source = byteSource(file.source.size, (offset, length) => {
    if (++reads > 26) throw new ReadingInterrupted(`the connection was cut at ${offset}`)
    return file.source.read(offset, length)
  })
  const { report } = analyzed({ ...upload, files: [{ path: 'm.keras', source }] })
  expect(report.problems.map(({ kind }) => kind)).toEqual(['interrupted'])
  expect(report).toMatchObject({ verdict: 'not-analysed', complete: false })
  expect(report.reason).toContain('the connection was cut at')
  expect(report.formatTitle).not.toBe('Unknown format')
})

test('a file of git is held against the name that git gives to its bytes', () => {
  const hash = createHash('sha1').update(`blob ${ARCHIVE.length}\0`).update(ARCHIVE)
  const upload = { ...remote(ARCHIVE.length).upload, listedSha256: null }
  const right = analyzed({ ...upload, listedBlob: hash.digest('hex') })
  expect(right.report.problems).toEqual([])
  const wrong = analyzed({ ...upload, listedBlob: '0'.repeat(40) })
  expect(wrong.report.problems.map(({ kind }) => kind)).toEqual(['mismatch'])
})

test('without the second pass a remote file is said to be read by ranges too', () => {
  const first = ended(analyzeStructure(remote(2 * MIB * 1024).upload, TOOLS))
  const { report } = withoutContentPass(first.analysis)
  expect(report.graph.notes.join()).toContain('not every header was read')
})

const TOOLS = { hdf5: null }

/** An archive behind so many zero bytes that the file has `size`, of which the host says that 100 were read. */
function remote(size: number): { readonly upload: Upload; readonly limits: readonly boolean[] } {
  const before = size - ARCHIVE.length
  const source = byteSource(size, (offset, length) => {
    const bytes = new Uint8Array(length)
    const from = Math.max(0, offset - before)
    const until = Math.max(0, offset + length - before)
    if (until > 0) bytes.set(ARCHIVE.subarray(from, until), Math.max(0, before - offset))
    return bytes
  })
  const limits: boolean[] = []
  const limitReading = (isLimited: boolean): void => void limits.push(isLimited)
  const files = [{ path: 'm.keras', source }]
  const ranges = () => [[0, 100] as const]
  return {
    upload: {
      ...{ name: 'm.keras', isFolder: false, files },
      listedSha256: SHA256,
      remote: { ranges, limitReading },
    },
    limits,
  }
}

function analyzed(upload: Upload): Analysis {
  const first = ended(analyzeStructure(upload, TOOLS))
  return ended(analyzeContent(first, TOOLS, { yara: null, rules: [] }))
}

function ended<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
