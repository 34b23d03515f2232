import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HubError } from '../../worker/client.ts'
import type { Pause } from './HubState.ts'
import { patiently } from './patiently.ts'
import { createTokens, isToken } from './tokens.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const tooMany = () => new HubError('rate-limited', 'The Hub asks for a pause', 30)

test('each pause is twice as long as the one before, and then the work goes on', async () => {
  const pauses: (number | null)[] = []
  let tries = 0
  const work = () => (tries++ < 2 ? Promise.reject(tooMany()) : Promise.resolve('done'))
  const onPause = (pause: Pause | null): void => {
    pauses.push(pause === null ? null : (pause.until - Date.now()) / 1000)
  }
  const result = patiently(work, new AbortController().signal, onPause)
  await vi.advanceTimersByTimeAsync(90_000)
  expect(await result).toBe('done')
  expect(pauses).toEqual([30, null, 60, null])
})

test('a pause is left at once when it is cancelled', async () => {
  const controller = new AbortController()
  const result = patiently(
    () => Promise.reject(tooMany()),
    controller.signal,
    () => undefined,
  )
  const ended = expect(result).rejects.toThrow('Cancelled')
  await vi.advanceTimersByTimeAsync(1_000)
  controller.abort()
  await ended
})

test('what is no request for a pause is told at once', async () => {
  const work = () => Promise.reject(new HubError('gated', 'The repository is gated'))
  const result = patiently(work, new AbortController().signal, () => undefined)
  await expect(result).rejects.toThrow('gated')
})

test('a token is kept in the storage of the tab only when that was asked for', () => {
  const kept = new Map<string, string>()
  const storage: Storage = {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
  const tokens = createTokens(() => storage)
  tokens.set('hf_example', false)
  expect(kept.size).toBe(0)
  tokens.set('hf_example', true)
  expect(createTokens(() => storage).store.get()).toEqual({ value: 'hf_example', isKept: true })
  tokens.set(null, false)
  expect(kept.size).toBe(0)
})

test('only what the Hub gives as tokens is taken for one', () => {
  expect(isToken('hf_abcXYZ019')).toBe(true)
  for (const other of ['', 'hf_', 'password', 'hf_a b', 'hf_a\nb'])
    expect(isToken(other)).toBe(false)
})
