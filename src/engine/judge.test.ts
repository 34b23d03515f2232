import { expect, test } from 'vitest'
import { sampleCode, sampleLocation, sampleModel, reference } from './detectors/sample.ts'
import { judge } from './judge.ts'
import { fileLocation, rangeWithin } from './model/Location.ts'

test('a finding carries what its rule says, and stands in order of severity', () => {
  const code = sampleCode({ references: [reference('os.system', 'import', ["'id'"])] })
  const oddities = [
    { what: 'wrong-extension', detail: 'it is a zip', at: sampleLocation() } as const,
  ]
  const findings = judge(sampleModel({ code: [code], oddities }))
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['COD-001', 'critical'],
    ['GEN-003', 'high'],
    ['KER-001', 'info'],
  ])
  expect(findings[0]).toMatchObject({ title: 'Runs commands or processes', code: 'code-1' })
})

test('an id survives another name of the file and other offsets, and two findings never share one', () => {
  const idIn = (name: string, offset: number): readonly string[] => {
    const piece = { kind: 'member', name: 'config.json', offset, length: 1 } as const
    const at = rangeWithin(fileLocation(name, 100), piece)
    const oddity = { what: 'duplicate-entry', detail: 'twice', at } as const
    return judge(sampleModel({ oddities: [oddity, oddity] })).map(({ id }) => id)
  }
  expect(idIn('a.keras', 5)).toEqual(idIn('b.keras', 50))
  expect(new Set(idIn('a.keras', 5)).size).toBe(2)
})

test('of very many findings of a rule two hundred are kept, the worst, and the rest is counted', () => {
  const oddities = Array.from({ length: 150_000 }, (_, index) => ({
    what: 'external-storage' as const,
    subjects: [index === 149_999 ? '/etc/passwd' : 'other.bin'],
    detail:
      index === 149_999
        ? 'the values of a are in the file /etc/passwd'
        : 'the values of a are in the file other.bin',
    at: sampleLocation(),
  }))
  const findings = judge(sampleModel({ oddities }))
  expect(findings).toHaveLength(200)
  expect(findings[0]).toMatchObject({
    severity: 'critical',
    message: 'the values of a are in the file /etc/passwd',
  })
  expect(findings.at(-1)?.message).toBe(
    'the values of a are in the file other.bin, and 149800 more of this kind',
  )
})
