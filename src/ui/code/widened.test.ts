import { expect, test } from 'vitest'
import { sampleReport } from '../shared/sampleReport.ts'
import { widened } from './widened.ts'

const [code] = sampleReport().code
if (code === undefined) throw new Error('the sample report has code')
const START = 30 // of its instructions in the payload

const range = (from: number, to: number) => ({ offset: START + from, length: to - from })

test('storing a value belongs to the line that made it, loading one to the line that uses it', () => {
  const whole = { offset: 0, length: code.code.length }
  const lines = [whole, range(4, 6), range(8, 16), range(18, 22)]
  expect(widened(code, lines)).toEqual([whole, range(0, 8), range(8, 18), range(18, 22)])
})

test('what lies between two lines is parted where the first ends, and the last line has the rest', () => {
  // IMPORT_NAME | STORE_FAST, LOAD_FAST LOAD_METHOD LOAD_CONST | CALL_METHOD | POP_TOP LOAD_FAST RETURN_VALUE
  expect(widened(code, [range(4, 6), range(14, 16)])).toEqual([range(0, 8), range(8, 22)])
})

test('lines without bytes stay without, and code without lines stays without', () => {
  expect(widened(code, [null, null])).toEqual([null, null])
  expect(widened(code, [])).toEqual([])
})
