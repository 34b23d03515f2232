import { expect, test } from 'vitest'
import { safeFileName } from './save.ts'

test('a name from a file is harmless as the name of a download', () => {
  expect(safeFileName('model.h5.html')).toBe('model.h5.html')
  expect(safeFileName('../../.bashrc')).toBe('_.._.bashrc')
  expect(safeFileName('a\u202eb <x>:y.json')).toBe('a_b_x_y.json')
  expect(safeFileName('...')).toBe('report')
  expect(safeFileName('x'.repeat(500))).toHaveLength(120)
})
