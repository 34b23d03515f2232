import { expect, test } from 'vitest'
import { fileLocation, within, type Location } from '../../model/Location.ts'
import type { Oddity } from '../../model/ModelPart.ts'
import { RULES } from '../rules.ts'
import { reference, sampleCode, sampleLocation, sampleModel } from '../sample.ts'
import { containerOddities } from './containerOddities.ts'

type Said = Partial<Pick<Oddity, 'subjects' | 'traits' | 'at'>>

function find(what: Oddity['what'], said: Said = {}) {
  const oddity = { what, detail: 'something odd', at: sampleLocation(), ...said }
  return [...containerOddities.find(sampleModel({ oddities: [oddity] }))]
}

function grade(what: Oddity['what'], said: Said = {}): string {
  const [finding] = find(what, said)
  if (finding === undefined) return 'nothing'
  return `${finding.rule} ${finding.severity ?? RULES.get(finding.rule)?.severity ?? '?'}`
}

function member(name: string): Location {
  const window = { kind: 'member', name, offset: 40, length: 10, via: 'same' } as const
  return within(fileLocation('model.keras', 1000), window)
}

test.each([
  ['duplicate-entry', 'ZIP-001 high'],
  ['header-mismatch', 'ZIP-002 high'],
  ['crc-mismatch', 'ZIP-003 high'],
  ['encrypted-entry', 'ZIP-004 medium'],
  ['odd-name', 'ZIP-005 high'],
  ['archive-bomb', 'ZIP-006 high'],
  ['overlapping-entries', 'ZIP-006 high'],
  ['compressed-entry', 'ZIP-007 low'],
  ['prefix-data', 'ZIP-008 medium'],
  ['foreign-archive', 'ZIP-009 high'],
  ['unexpected-entry', 'ZIP-010 low'],
  ['link-entry', 'ZIP-011 high'],
  ['path-traversal', 'ZIP-012 high'],
  ['external-storage', 'HDF-001 high'],
  ['external-link', 'HDF-002 high'],
  ['virtual-dataset', 'HDF-003 high'],
  ['soft-link', 'HDF-004 medium'],
  ['shape-bomb', 'HDF-005 low'],
  ['unknown-filter', 'HDF-006 medium'],
  ['broken-structure', 'HDF-007 low'],
  ['several-configs', 'HDF-009 medium'],
  ['opaque-dataset', 'HDF-012 medium'],
  ['json-oddity', 'CFG-001 low'],
  ['hidden-program', 'GEN-001 medium'],
  ['several-formats', 'GEN-002 high'],
  ['wrong-extension', 'GEN-003 info'],
  ['line-ending-damage', 'GEN-016 low'],
] as const)('%s is %s', (what, expected) => {
  expect(grade(what)).toBe(expected)
})

test('an oddity of the code is not one of the container', () => {
  expect(grade('payload-oddity')).toBe('nothing')
})

test('an entry that something would run is worse than one that only does not belong', () => {
  expect(grade('unexpected-entry', { at: member('setup.py') })).toBe('ZIP-010 high')
  expect(grade('unexpected-entry', { at: member('README.md') })).toBe('ZIP-010 low')
})

test.each(['/etc/passwd', '../secret', 'a/../../b', '..\\b', 'C:\\b', '\\\\host\\b', 'https://b'])(
  'values in %s are worse than in a file beside',
  (name) => {
    expect(grade('external-storage', { subjects: ['weights.raw', name] })).toBe('HDF-001 critical')
    expect(grade('external-storage', { subjects: ['weights.raw', 'a..b'] })).toBe('HDF-001 high')
  },
)

test('what leads to other files reads them at load, and nothing else does', () => {
  for (const what of ['external-storage', 'external-link', 'virtual-dataset'] as const)
    expect(find(what)[0]?.effect).toEqual({ kind: 'files', when: 'load' })
  expect(find('soft-link')[0]).not.toHaveProperty('effect')
})

test('a virtual dataset of this very file is milder', () => {
  expect(grade('virtual-dataset', { subjects: ['.'], traits: ['same-file'] })).toBe(
    'HDF-003 medium',
  )
})

test('bytes outside are told by their container, and are worse when they are a file of their own', () => {
  const of = (what: Oddity['what'], ...traits: NonNullable<Oddity['traits']>) =>
    grade(what, { traits })
  expect(of('prefix-data', 'in-hdf5')).toBe('HDF-008 medium')
  expect(of('trailing-data', 'in-hdf5')).toBe('HDF-010 low')
  expect(of('prefix-data', 'in-hdf5', 'program')).toBe('HDF-008 high')
  expect(of('trailing-data', 'in-hdf5', 'file')).toBe('HDF-010 high')
  expect(of('trailing-data', 'file')).toBe('ZIP-008 high')
  expect(of('trailing-data', 'ordinary')).toBe('ZIP-008 low')
})

test('an entry that only one header calls encrypted is worse', () => {
  expect(grade('encrypted-entry', { traits: ['one-sided'] })).toBe('ZIP-004 high')
})

test.each([
  ['tag:yaml.org,2002:python/object/apply:os.system', 'critical'],
  ['tag:yaml.org,2002:python/name:os.system', 'critical'],
  ['!!pyth%6Fn/object:os.system', 'critical'],
  ['%TAG ! tag:yaml.org,2002:python/', 'critical'],
  ['tag:yaml.org,2002:python/tuple', 'low'],
  ['tag:yaml.org,2002:python/tupleobject/new:os.system', 'critical'],
  ['tag:yaml.org,2002:str', 'low'],
  ['%TAG ! tag:example.test,2020:', 'medium'],
])('the tag %s is %s', (tag, severity) => {
  expect(grade('yaml-tag', { subjects: [tag] })).toBe(`KER-034 ${severity}`)
})

test('a name as ordinary archivers write it is for review', () => {
  expect(grade('odd-name', { traits: ['ordinary'] })).toBe('ZIP-005 medium')
})

test('a shape beyond the limit of Keras is worse than a remark', () => {
  expect(grade('shape-bomb', { traits: ['over-limit'] })).toBe('HDF-005 high')
})

test('structures that only an enemy makes are for review', () => {
  expect(grade('broken-structure', { traits: ['crafted'] })).toBe('HDF-007 medium')
})

test('a second configuration that says the same is a remark', () => {
  expect(grade('several-configs', { traits: ['same-text'] })).toBe('HDF-009 low')
})

test('a key that stands twice is worse when it decides what is called', () => {
  expect(grade('duplicate-key', { subjects: ['units'] })).toBe('CFG-001 low')
  expect(grade('duplicate-key', { subjects: ['class_name'] })).toBe('CFG-001 high')
})

test('a name of another format is worse when dangerous code is behind it', () => {
  const oddity = { what: 'wrong-extension', detail: 'a pickle', at: sampleLocation() } as const
  const severities = [
    reference('os.system', 'import', ["'ls'"]),
    reference('tensorflow.square', 'import', []),
  ].map((name) => {
    const code = sampleCode({ references: [name] })
    const model = sampleModel({ oddities: [oddity], code: [code] })
    return [...containerOddities.find(model)][0]?.severity
  })
  expect(severities).toEqual(['high', undefined])
})
