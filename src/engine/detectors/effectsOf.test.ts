import { expect, test } from 'vitest'
import { judge } from '../judge.ts'
import { effectsOf } from './effectsOf.ts'
import { reference, sampleCode, sampleModel } from './sample.ts'

test('each effect stands once for each time of it, with its findings in their order', () => {
  const code = [
    sampleCode({
      references: [
        reference('os.system', 'import', ["'id'"]),
        reference('subprocess.run', 'import', []),
        reference('open', 'global', ["'/etc/passwd'"]),
        reference('hashlib.sha256', 'import', []),
      ],
    }),
    sampleCode({
      references: [reference('os.fork', 'import', [])],
      uses: [{ slot: 'output_shape' }],
    }),
  ]
  const findings = judge(sampleModel({ code }))
  const cells = effectsOf(findings)
  const told = cells.map(({ kind, when, findings: ids }) => [
    kind,
    when,
    ids.map((id) => findings.find((finding) => finding.id === id)?.message.split('`')[1]),
  ])
  expect(told).toEqual([
    ['process', 'call', ["os.system('id')", 'subprocess.run(…)']],
    ['files', 'call', ["open('/etc/passwd')"]],
    ['process', 'load', ['os.fork(…)']],
    ['crypto', 'call', ['hashlib.sha256(…)']],
  ])
})

test('findings without an effect make no cell', () => {
  expect(effectsOf(judge(sampleModel({ code: [sampleCode()] })))).toEqual([])
})
