import { expect, test } from 'vitest'
import { fileLocation, within, type Location } from '../../model/Location.ts'
import type { Oddity } from '../../model/ModelPart.ts'
import { RULES } from '../rules.ts'
import { sampleLocation, sampleModel } from '../sample.ts'
import { containerOddities } from './containerOddities.ts'

function grade(what: Oddity['what'], detail = 'something odd', at = sampleLocation()): string {
  const [finding] = containerOddities.find(sampleModel({ oddities: [{ what, detail, at }] }))
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
  ['unexpected-entry', 'ZIP-010 low'],
  ['link-entry', 'ZIP-011 high'],
  ['virtual-dataset', 'HDF-003 high'],
  ['soft-link', 'HDF-004 medium'],
  ['shape-bomb', 'HDF-005 high'],
  ['unknown-filter', 'HDF-006 medium'],
  ['several-configs', 'HDF-009 medium'],
  ['opaque-dataset', 'HDF-012 medium'],
  ['json-oddity', 'CFG-001 low'],
  ['wrong-extension', 'GEN-003 info'],
  ['line-ending-damage', 'GEN-016 low'],
] as const)('%s is %s', (what, expected) => {
  expect(grade(what)).toBe(expected)
})

test('an oddity of the code is not one of the container', () => {
  expect(grade('payload-oddity')).toBe('nothing')
})

test('an entry that something would run is worse than one that only does not belong', () => {
  expect(grade('unexpected-entry', 'setup.py', member('setup.py'))).toBe('ZIP-010 high')
  expect(grade('unexpected-entry', 'README.md', member('README.md'))).toBe('ZIP-010 low')
})

test('another file by an absolute path, or one that climbs up, is worse than one beside', () => {
  const stored = 'the values of /dense/kernel are in other files: '
  expect(grade('external-storage', `${stored}weights.raw`)).toBe('HDF-001 high')
  expect(grade('external-storage', `${stored}weights.raw, /etc/passwd`)).toBe('HDF-001 critical')
  const link = '/a is a link to /b in the file '
  expect(grade('external-link', `${link}other.h5`)).toBe('HDF-002 high')
  expect(grade('external-link', `${link}../../secret.h5`)).toBe('HDF-002 critical')
})

test('bytes outside are told by their container, and are worse when they are a file of their own', () => {
  expect(grade('prefix-data', '512 bytes before the HDF5 data')).toBe('HDF-008 medium')
  expect(grade('trailing-data', '12 bytes behind the HDF5 data')).toBe('HDF-010 low')
  expect(grade('prefix-data', '9 bytes before', member('a.zip'))).toBe('ZIP-008 medium')
  expect(grade('prefix-data', '512 bytes begin like a Linux program')).toBe('HDF-008 high')
  expect(grade('trailing-data', '9 bytes behind "script"; they begin like unknown bytes')).toBe(
    'HDF-010 low',
  )
})

test('an entry that only one header calls encrypted is worse', () => {
  expect(grade('encrypted-entry', 'marked as encrypted in both headers')).toBe('ZIP-004 medium')
  expect(grade('encrypted-entry', 'marked as encrypted in the directory alone')).toBe(
    'ZIP-004 high',
  )
})

test.each([
  [
    'tag !!python/object/apply:os.system (tag:yaml.org,2002:python/object/apply:os.system)',
    'critical',
  ],
  ['tag !<tag:yaml.org,2002:python/name:os.system>', 'critical'],
  ['tag !p!object/new:os.system (tag:yaml.org,2002:python/object/new:os.system)', 'critical'],
  ['tag !!pyth%6Fn/object:os.system', 'critical'],
  ['tag !!python/tuple (tag:yaml.org,2002:python/tuple)', 'low'],
  ['tag !!python/tupleobject/new:os.system', 'critical'],
  ['tag !!str (tag:yaml.org,2002:str)', 'low'],
  ['tag %TAG ! tag:example.test,2020:', 'medium'],
])('%s is %s', (detail, severity) => {
  expect(grade('yaml-tag', detail)).toBe(`KER-034 ${severity}`)
})

test('a name that only begins with "./" is for review', () => {
  expect(grade('odd-name', '"./config.json": the name begins with "./"')).toBe('ZIP-005 medium')
})

test('a shape of less than the limit of Keras is a remark', () => {
  expect(grade('shape-bomb', 'a declares 99000000000 bytes and stores 8')).toBe('HDF-005 high')
  expect(grade('shape-bomb', 'a declares 99000000 bytes and stores 8')).toBe('HDF-005 low')
})

test('a key that stands twice is worse when it decides what is called', () => {
  expect(grade('duplicate-key', 'key "units" stands again')).toBe('CFG-001 low')
  expect(grade('duplicate-key', 'key "class_name" stands again')).toBe('CFG-001 high')
})
