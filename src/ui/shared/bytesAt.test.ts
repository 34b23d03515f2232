import { expect, test } from 'vitest'
import type { Location, Window } from '../../engine/index.ts'
import { bytesAt, readBytes, type Bytes } from './bytesAt.ts'
import { locationKey } from '../../engine/model/Location.ts'

const FILE: Window = { kind: 'file', name: 'm.h5', offset: 0, length: 10, via: 'same' }
const CONFIG: Window = { kind: 'attribute', name: 'config', offset: 2, length: 6, via: 'same' }
const VALUE: Window = { kind: 'value', name: 'function', offset: 1, length: 4, via: 'same' }
const CODE: Window = { kind: 'payload', name: 'code', offset: 0, length: 4, via: 'base64' }
const PIECES: Window = { kind: 'attribute', name: 'spread', offset: null, length: 3, via: 'same' }
const RANGE: Window = { kind: 'range', name: '2 bytes', offset: 1, length: 2, via: 'same' }

const files = [{ path: 'm.h5', file: new Blob([Uint8Array.from({ length: 10 }, (_, at) => at)]) }]
const decoded: Location = [FILE, CONFIG, VALUE, CODE]
const spread: Location = [FILE, PIECES]
const contents = new Map([
  [locationKey(decoded), new Uint8Array([0xe3, 0x01, 0x02])],
  [locationKey(spread), new Uint8Array([7, 8, 9])],
])

test('windows that are pieces of the file are ranges of the file', async () => {
  const found = bytesAt([FILE, CONFIG, VALUE], files, contents)
  expect(found).toMatchObject({ base: [FILE], offset: 3, length: 4 })
  expect(await chosen(found)).toEqual([3, 4, 5, 6])
})

test('a derived window has bytes of its own, and ranges in it count from its begin', async () => {
  expect(await chosen(bytesAt(decoded, files, contents))).toEqual([0xe3, 1, 2])
  expect(await chosen(bytesAt([...decoded, RANGE], files, contents))).toEqual([1, 2])
})

test('a window that does not lie in one piece is taken from what was kept', async () => {
  expect(await chosen(bytesAt([...spread, RANGE], files, contents))).toEqual([8, 9])
})

test('a range past the end is cut at the end', async () => {
  const far: Window = { ...RANGE, offset: 8, length: 1_000_000_000_000 }
  expect(await chosen(bytesAt([FILE, far], files, contents))).toEqual([8, 9])
  const past: Window = { ...RANGE, offset: 99, length: 4 }
  expect(await chosen(bytesAt([FILE, past], files, contents))).toEqual([])
})

test('bytes that are not there are said not to be there, with the reason', () => {
  expect(bytesAt([{ ...FILE, name: '__proto__' }], files, contents).kind).toBe('absent')
  const undecoded = bytesAt(decoded, files, new Map())
  expect(undecoded.kind === 'absent' && undecoded.reason).toContain('base64')
  expect(bytesAt(spread, files, new Map()).kind).toBe('absent')
  expect(bytesAt([], files, contents).kind).toBe('absent')
})

async function chosen(bytes: Bytes): Promise<readonly number[]> {
  if (bytes.kind === 'absent') throw new Error(bytes.reason)
  return [...(await readBytes(bytes.store, bytes.offset, bytes.length))]
}
