import { expect, test } from 'vitest'
import { parseElsewhere } from './parseElsewhere.ts'
import { isPointer, parsePointer, pointedAt } from './Pointer.ts'
import { probeElsewhere } from './probeElsewhere.ts'

const PLACE = parseElsewhere('https://example.org/m.h5')
const SHA256 = 'ab'.repeat(32)
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${SHA256}\nsize 3000\n`

/** A host that gives these answers in order; what it was asked is noted. */
function hostOf(...answers: readonly (() => Response)[]) {
  const asked: (string | null)[] = []
  const left = [...answers]
  const progress: number[] = []
  const controller = new AbortController()
  const host = {
    signal: controller.signal,
    onProgress: ({ done }: { readonly done: number }) => void progress.push(done),
    fetch: (_: string, init: RequestInit) => {
      asked.push(new Headers(init.headers).get('range'))
      const next = left.shift()
      return next === undefined
        ? Promise.reject(new TypeError('Failed to fetch'))
        : Promise.resolve(next())
    },
  }
  return { host, asked, progress, controller }
}

const part = (range: string | null) => () =>
  new Response('a', { status: 206, headers: range === null ? {} : { 'content-range': range } })
const whole = (text: string) => () =>
  new Response(text, { headers: { 'content-length': String(text.length) } })

test('a host that says how long the file is gives ranges, for one byte', async () => {
  const { host, asked } = hostOf(part('bytes 0-0/5000'))
  expect(await probeElsewhere(PLACE, host)).toEqual({ kind: 'ranges', size: 5000 })
  expect(asked).toEqual(['bytes=0-0'])
})

test.each([[null], ['bytes 0-0/*'], ['bytes 5-5/5000'], ['nonsense']])(
  'without a length (%s) the whole is asked for',
  async (range) => {
    const { host, asked } = hostOf(part(range), whole('x'.repeat(3_000)))
    expect(await probeElsewhere(PLACE, host)).toMatchObject({ kind: 'whole' })
    expect(asked).toEqual(['bytes=0-0', null])
  },
)

test('a whole answer is taken as it comes, with its progress', async () => {
  const { host, asked, progress } = hostOf(whole('x'.repeat(3_000)))
  expect(await probeElsewhere(PLACE, host)).toMatchObject({ kind: 'whole' })
  expect(asked).toEqual(['bytes=0-0'])
  expect(progress.at(-1)).toBe(3_000)
})

test('a whole file that is too large is refused before it is read', async () => {
  const huge = () => new Response('x', { headers: { 'content-length': '600000000' } })
  const { host } = hostOf(huge)
  await expect(probeElsewhere(PLACE, host)).rejects.toThrow(/more than 536870912 bytes/)
})

test('what cannot be read is offline, what is refused says why, and a cancel is a cancel', async () => {
  await expect(probeElsewhere(PLACE, hostOf().host)).rejects.toMatchObject({ kind: 'offline' })
  const refused = hostOf(() => new Response('', { status: 403 }))
  await expect(probeElsewhere(PLACE, refused.host)).rejects.toThrow(/403: it wants a login/)
  const { host, controller } = hostOf()
  controller.abort()
  await expect(probeElsewhere(PLACE, host)).rejects.toMatchObject({ name: 'AbortError' })
})

test('a small file is read whole, and a pointer of git-LFS is told', async () => {
  const { host, asked } = hostOf(part(`bytes 0-0/${POINTER.length}`), whole(POINTER))
  const pointer = { sha256: SHA256, size: 3000 }
  expect(await probeElsewhere(PLACE, host)).toEqual({ kind: 'pointer', pointer })
  expect(asked).toEqual(['bytes=0-0', null])
  expect(isPointer('{"class_name": "Sequential"}')).toBe(false)
  expect(() => parsePointer('version https://git-lfs.github.com/spec/v1\nsize 3\n')).toThrow(
    /without a SHA-256/,
  )
})

test('a pointer is followed on GitHub alone', () => {
  const raw = parseElsewhere('https://github.com/o/r/blob/main/a%20b.h5')
  expect(pointedAt(raw)?.url).toBe('https://media.githubusercontent.com/media/o/r/main/a%20b.h5')
  expect(pointedAt(PLACE)).toBe(null)
})
