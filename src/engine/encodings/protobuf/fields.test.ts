import { expect, test } from 'vitest'
import { fields, type Field } from './fields.ts'
import { messageText, rootMessage } from './Message.ts'
import { withoutCarriageReturns } from './withoutCarriageReturns.ts'

const SHORT = [0x08, 0x01] // field 1, number 1
const TEXT = [0x12, 0x03, 0x61, 0x62, 0x63] // field 2, 'abc'

function read(...bytes: number[]): { found: Field[]; faults: readonly unknown[] } {
  const root = rootMessage(Uint8Array.from(bytes))
  const found = [...fields(root)]
  return { found, faults: root.log.faults }
}

test('numbers and bytes come in their order, each with the offset of its tag', () => {
  const { found, faults } = read(...SHORT, ...TEXT)
  expect(faults).toEqual([])
  expect(found[0]).toEqual({ kind: 'varint', number: 1, offset: 0, value: 1n })
  const [, second] = found
  expect(second).toMatchObject({ kind: 'bytes', number: 2, offset: 2, message: { offset: 4 } })
  expect(second?.kind === 'bytes' && messageText(second.message)).toBe('abc')
})

test('offsets inside a message inside a message are those in the file', () => {
  const { found } = read(0x0a, TEXT.length, ...TEXT)
  const [outer] = found
  const inner = outer?.kind === 'bytes' ? [...fields(outer.message)] : []
  expect(inner[0]).toMatchObject({ number: 2, offset: 2, message: { offset: 4 } })
})

test('a number of ten bytes is read as 64 bits without sign', () => {
  const { found } = read(0x08, ...Array<number>(9).fill(0xff), 0x01)
  expect(found[0]).toMatchObject({ value: 0xffff_ffff_ffff_ffffn })
})

test('a field that is longer than the file comes cut, and the fault says by how much', () => {
  const { found, faults } = read(...SHORT, 0x12, 0x7f, 0x61)
  expect(found[1]).toMatchObject({ number: 2, message: { bytes: Uint8Array.of(0x61) } })
  const message = 'field 2 ends 126 bytes after the message that holds it'
  expect(faults).toEqual([{ kind: 'malformed', message, offset: 2 }])
})

test('groups are passed over, and what follows them is read', () => {
  const { found, faults } = read(0x0b, 0x13, ...SHORT, 0x14, ...TEXT, 0x0c, ...SHORT)
  expect(found).toHaveLength(1)
  expect(faults).toEqual([])
})

test.each([
  ['a field number of 0', [0x02, 0x00], 'tag 2 names no field'],
  ['wire type 6', [0x0e], 'field 1 has wire type 6'],
  ['a group that only ends', [0x0c], 'field 1 has wire type 4'],
  ['a group that never ends', [0x0b, ...SHORT], '1 bytes wanted, 0 left'],
  ['groups that cross', [0x0b, 0x14], 'group 2 ends and was not the last to begin'],
  ['a tag of six bytes', Array<number>(6).fill(0x88), 'a number of more than 5 bytes'],
  [
    'a number of eleven bytes',
    [0x08, ...Array<number>(11).fill(0x80)],
    'a number of more than 10 bytes',
  ],
  ['a number that is cut', [0x08, 0x80], '1 bytes wanted, 0 left'],
  ['101 groups in each other', Array<number>(102).fill(0x0b), 'more than 100 groups in each other'],
])('%s ends the fields with a fault', (_, bytes, message) => {
  const { found, faults } = read(...bytes)
  expect(found).toEqual([])
  expect(faults).toMatchObject([{ kind: 'malformed', message }])
})

test('a file of empty fields is read up to a limit, in time', () => {
  const root = rootMessage(
    new Uint8Array(40_000_000).fill(0x08, 0, 1).map((_, at) => (at % 2 === 0 ? 0x08 : 0)),
  )
  const walk = fields(root)
  let count = 0
  while (walk.next().done !== true) count += 1
  expect(count).toBe(8_000_000)
  expect(root.log.faults).toMatchObject([{ kind: 'limit' }])
})

test('CR LF becomes LF, and a CR alone stays', () => {
  const { bytes, changed } = withoutCarriageReturns(Uint8Array.of(13, 10, 13, 13, 10, 65, 13))
  expect([...bytes]).toEqual([10, 13, 10, 65, 13])
  expect(changed).toBe(2)
})
