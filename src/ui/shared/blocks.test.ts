import { expect, test } from 'vitest'
import { createBlocks } from './blocks.ts'

test('a file is read in blocks, only where it is asked for', async () => {
  const bytes = Uint8Array.from({ length: 200_000 }, (_, at) => at % 251)
  const reads: number[] = []
  const file = new Blob([bytes])
  const slice = file.slice.bind(file)
  file.slice = (start, end) => {
    reads.push(start ?? 0)
    return slice(start, end)
  }
  const blocks = createBlocks({ kind: 'file', key: '', size: bytes.length, file })
  expect(blocks.byteAt(70_000)).toBeNull()
  const heard = new Promise<void>((resolve) => blocks.subscribe(resolve))
  blocks.want(70_000, 16)
  blocks.want(70_016, 16)
  await heard
  expect(blocks.byteAt(70_000)).toBe(70_000 % 251)
  expect(blocks.byteAt(0)).toBeNull()
  expect(reads).toEqual([65_536])
})

test('a file that cannot be read any more leaves its bytes unknown', async () => {
  const file = new Blob(['abc'])
  file.slice = () => {
    throw new DOMException('gone', 'NotReadableError')
  }
  const blocks = createBlocks({ kind: 'file', key: '', size: 3, file })
  blocks.want(0, 3)
  await Promise.resolve()
  expect(blocks.byteAt(0)).toBeNull()
})

test('bytes in memory are there at once', () => {
  const blocks = createBlocks({ kind: 'memory', key: '', size: 2, bytes: new Uint8Array([7, 8]) })
  expect([blocks.byteAt(0), blocks.byteAt(1), blocks.byteAt(2)]).toEqual([7, 8, null])
})
