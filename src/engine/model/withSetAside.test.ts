import { expect, test } from 'vitest'
import { reference, sampleCode, sampleLocation, sampleModel } from '../detectors/sample.ts'
import { exitCode } from '../detectors/exitCode.ts'
import { judge } from '../judge.ts'
import { stoppedReport } from '../stopped.ts'
import type { Model } from './Model.ts'
import type { Report } from './Report.ts'
import { isComplete, reasonOf, verdictOf } from './verdict.ts'
import { withSetAside } from './withSetAside.ts'

const AT = '2026-01-02T03:04:05Z'

function reported(parts: Partial<Model>): Report {
  const model = sampleModel(parts)
  const findings = judge(model)
  return {
    ...stoppedReport({ name: 'model.h5', size: 1 }, null, 'a sample'),
    code: model.code,
    problems: model.problems,
    findings,
    verdict: verdictOf(findings, model),
    reason: reasonOf(findings, model),
    complete: isComplete(findings, model),
  }
}

const runs = sampleCode({ references: [reference('os.system', 'import', ["'id'"])] })
const idOf = ({ findings }: Report, rule: string): string =>
  findings.find((finding) => finding.rule === rule)?.id ?? ''

test('a finding that is set aside stays, and the verdict is given with and without it', () => {
  const report = reported({ code: [runs] })
  const aside = { finding: idOf(report, 'COD-001'), reason: 'a demonstration', at: AT }
  const settled = withSetAside(report, [aside])
  expect(settled.findings).toEqual(report.findings)
  expect(settled).toMatchObject({ verdict: 'malicious', reason: report.reason })
  expect(settled.settled).toEqual({
    verdict: 'benign-code',
    reason:
      'The one code object in it only computes: no process, file, network or dynamic code is reached.',
    setAside: [aside],
  })
  expect([exitCode(report), exitCode(settled)]).toEqual([1, 0])
  expect(withSetAside(settled, [])).toEqual(report)
})

test('what was not examined is not examined by setting it aside', () => {
  const problem = {
    kind: 'malformed',
    message: 'it breaks off',
    location: sampleLocation(),
  } as const
  const damaged = reported({ problems: [problem] })
  const finding = idOf(damaged, 'GEN-010')
  expect(withSetAside(damaged, [{ finding, reason: 'known', at: AT }]).settled).toMatchObject({
    verdict: 'review',
    reason: 'Not everything was examined: it breaks off.',
  })
  const undecodable = reported({
    references: [
      {
        ...{ kind: 'undecodable', text: 'no code object', layer: 'a', layerClass: 'Lambda' },
        ...{ slot: 'function', module: null, arguments: null, location: sampleLocation() },
        kind: 'undecodable',
      },
    ],
  })
  const unread = idOf(undecodable, 'COD-021')
  const settled = withSetAside(undecodable, [{ finding: unread, reason: 'known', at: AT }])
  expect(settled.settled?.verdict).toBe('review')
  expect(settled.settled?.reason).toMatch(/^Not everything was examined: The code that runs/)
  expect(exitCode(settled)).toBe(2)
})

test.each([
  [{ finding: 'COD-999@0', reason: 'r', at: AT }, 'the report has no finding "COD-999@0"'],
  [{ reason: ' \n', at: AT }, 'without a reason'],
  [{ reason: 'r'.repeat(2_001), at: AT }, 'has 2001 characters, over 2000'],
  [{ reason: 'r', at: 'yesterday' }, 'not ISO 8601 in UTC'],
  [{ reason: 'r', at: '2026-13-40T99:99:99Z' }, 'not ISO 8601 in UTC'],
])('%o is refused', (parts, message) => {
  const report = reported({ code: [runs] })
  const aside = { finding: idOf(report, 'COD-001'), ...parts }
  expect(() => withSetAside(report, [aside])).toThrow(message)
})

test('a finding is set aside once', () => {
  const report = reported({ code: [runs] })
  const aside = { finding: idOf(report, 'COD-001'), reason: 'r', at: AT }
  expect(() => withSetAside(report, [aside, aside])).toThrow('set aside twice')
})
