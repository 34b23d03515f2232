import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deathText, limitMs } from './limits.ts'
import { watch, type Ending } from './watch.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** As much of a worker as is watched. */
class StandIn {
  onmessage: ((event: MessageEvent<unknown>) => void) | null = null
  onmessageerror: (() => void) | null = null
  onerror: ((event: ErrorEvent) => void) | null = null
  isEnded = false
  terminate(): void {
    this.isEnded = true
  }
  says(data: unknown): void {
    this.onmessage?.(new MessageEvent('message', { data }))
  }
}

const PROGRESS = {
  kind: 'progress',
  progress: { doing: 'hashing', done: 1, total: 2 },
  cost: null,
}

const keep = (): void => undefined

function started(worker: StandIn): Promise<Ending> {
  const job = { worker, name: 'a.h5', size: 10, silenceMs: 10_000, limitMs: 25_000, keep }
  return watch(job, new AbortController().signal, () => undefined)
}

function problemsOf(ending: Ending): readonly string[] {
  if (ending.kind !== 'analysed') throw new Error('it was refused')
  return ending.analysis.report.problems.map(({ kind, message }) => `${kind}: ${message}`)
}

test('an analysis that goes on saying something is ended when its time is over', async () => {
  const worker = new StandIn()
  const ending = started(worker)
  for (let at = 0; at < 5; at++) {
    await vi.advanceTimersByTimeAsync(4_999)
    expect(worker.isEnded).toBe(false)
    worker.says(PROGRESS)
  }
  await vi.advanceTimersByTimeAsync(100)
  expect(worker.isEnded).toBe(true)
  expect(problemsOf(await ending)).toEqual([
    'stopped: the analysis took more than 25 seconds and was ended',
  ])
})

test('a worker that is silent is ended before that', async () => {
  const worker = new StandIn()
  const ending = started(worker)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(problemsOf(await ending)).toEqual([
    'stopped: the analysis said nothing for 10 seconds and was ended',
  ])
})

test('a worker without memory is ended, and that is told', async () => {
  const worker = new StandIn()
  const ending = started(worker)
  worker.says({ kind: 'failed', message: 'Array buffer allocation failed' })
  expect(worker.isEnded).toBe(true)
  expect(problemsOf(await ending)).toEqual([
    'stopped: the analysis ran out of memory and was ended: Array buffer allocation failed',
  ])
})

test('large files have more time, and other deaths are told as they are', () => {
  expect(limitMs(0)).toBe(120_000)
  expect(limitMs(3_000_000_000)).toBe(720_000)
  expect(deathText('x is not a function')).toBe('the analysis failed: x is not a function')
})
