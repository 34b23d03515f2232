import { expect, test } from 'vitest'
import { sampleReport } from './sampleReport.ts'
import { verdictLook } from './verdictLook.ts'

const report = sampleReport()
const pending = { structure: 'done', content: 'pending' } as const
const running = { kind: 'running', progress: null } as const
const done = { kind: 'done' } as const

test('what was found is said at once', () => {
  expect(verdictLook({ ...report, passes: pending }, running).word).toBe('Malicious')
})

test('nothing is called clean before both passes have ended', () => {
  for (const verdict of ['clean', 'benign-code'] as const)
    for (const run of [running, done, { kind: 'cancelled' } as const])
      expect(verdictLook({ ...report, verdict, passes: pending }, run).word).toBe(
        'Nothing found so far',
      )
  expect(verdictLook({ ...report, verdict: 'clean' }, done).word).toBe('Clean')
})

test('nothing is called clean where something was not examined', () => {
  const partly = { ...report, verdict: 'clean', complete: false } as const
  expect(verdictLook(partly, done)).toMatchObject({ word: 'Nothing found', shape: 'unknown' })
})

test('hostile text in a reason is shown escaped', () => {
  expect(verdictLook({ ...report, reason: 'layer \u202eevil' }, done).reason).toBe(
    'layer \\u202eevil',
  )
})
