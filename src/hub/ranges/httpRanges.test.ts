import { expect, test } from 'vitest'
import { httpRanges, RangesIgnored, type SyncAnswer, type SyncHttp } from './httpRanges.ts'

const HUB = 'https://huggingface.co/org/name/resolve/main/m.h5'
const SIZE = 1_000

/** A Hub that leads to an address which holds for `holds` requests; keeps what it was asked. */
function fake({ holds = 99, cuts = 0, ignores = false } = {}) {
  const asked: string[] = []
  let issued = 0
  let left = 0
  let toCut = cuts
  const http: SyncHttp = (url, headers) => {
    const named = new Map(headers)
    const isHub = url === HUB
    asked.push(`${isHub ? 'hub' : 'cdn'}${named.has('Authorization') ? ' token' : ''}`)
    if (isHub) {
      issued += 1
      left = holds
    } else if (left-- <= 0) return answer(403, url)
    const target = `https://cdn.hf.co/${issued}`
    if (ignores) return answer(200, target, new Uint8Array(SIZE))
    return part(named.get('Range') ?? '', target, toCut-- > 0)
  }
  return { http, asked }
}

/** The bytes of a range, each telling its place; one fewer when the connection is cut. */
function part(range: string, url: string, isCut: boolean): SyncAnswer {
  const [start = 0, end = 0] = range.slice('bytes='.length).split('-').map(Number)
  const bytes = Uint8Array.from({ length: end - start + 1 }, (_, index) => (start + index) % 256)
  return answer(206, url, isCut ? bytes.subarray(1) : bytes, `bytes ${start}-${end}/${SIZE}`)
}

function answer(
  status: number,
  url: string,
  bytes = new Uint8Array(0),
  contentRange: string | null = null,
): SyncAnswer {
  return { status, url, bytes, contentRange, pauseSeconds: null }
}

test('the first range is led on by the Hub, the next ones go where it led to', () => {
  const { http, asked } = fake()
  const read = httpRanges({ url: HUB, size: SIZE, token: null }, http)
  expect([...read(10, 3)]).toEqual([10, 11, 12])
  read(20, 3)
  read(30, 3)
  expect(asked).toEqual(['hub', 'cdn', 'cdn'])
})

test('a signed address that has run out is renewed at the Hub', () => {
  const { http, asked } = fake({ holds: 1 })
  const read = httpRanges({ url: HUB, size: SIZE, token: null }, http)
  for (const offset of [0, 10, 20]) expect(read(offset, 2)[0]).toBe(offset)
  expect(asked).toEqual(['hub', 'cdn', 'cdn', 'hub'])
})

test('a token goes to the Hub, and never with a range or to another address', () => {
  const { http, asked } = fake()
  const read = httpRanges({ url: HUB, size: SIZE, token: 'hf_example' }, http)
  read(10, 3)
  read(20, 3)
  expect(asked).toEqual(['hub token', 'cdn', 'cdn'])
})

test('a cut connection is tried again, and told when it stays cut', () => {
  const once = fake({ cuts: 1 })
  expect(httpRanges({ url: HUB, size: SIZE, token: null }, once.http)(5, 4)[0]).toBe(5)
  const always = fake({ cuts: 99 })
  const read = httpRanges({ url: HUB, size: SIZE, token: null }, always.http)
  expect(() => read(5, 4)).toThrow('the connection was cut')
})

test('a pause that the server asks for is told, and not tried away', () => {
  let asked = 0
  const http: SyncHttp = (url) => {
    asked += 1
    return { ...answer(429, url), pauseSeconds: 7 }
  }
  const read = httpRanges({ url: HUB, size: SIZE, token: 'hf_example' }, http)
  expect(() => read(5, 4)).toThrow(expect.objectContaining({ retryAfterSeconds: 7 }))
  expect(asked).toBe(1)
})

test('a server that sends the whole file instead is noticed', () => {
  const { http } = fake({ ignores: true })
  const read = httpRanges({ url: HUB, size: SIZE, token: null }, http)
  expect(() => read(10, 3)).toThrow(RangesIgnored)
  expect(read(0, SIZE)).toHaveLength(SIZE)
})

test('a file of another size than the Hub lists is refused', () => {
  const { http } = fake()
  const read = httpRanges({ url: HUB, size: SIZE + 1, token: null }, http)
  expect(() => read(0, 3)).toThrow('the server gave “bytes 0-2/1000” of a file of 1001 bytes')
})
