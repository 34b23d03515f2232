import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Budget } from './Budget.ts'
import { Folder } from './walk/Folder.ts'
import { reprOf } from './operations/formatValue.ts'
import { StageBook } from './StageBook.ts'

type Rows = readonly (readonly [expression: string, repr: string])[]

function isRows(value: unknown): value is Rows {
  return Array.isArray(value)
}

// Made by scripts/fixtures/folded.py.
const url = new URL('./fixtures/folded.json', import.meta.url)
const parsed: unknown = JSON.parse(readFileSync(url, 'utf8'))
const rows = isRows(parsed) ? parsed : []

function fold(expression: string): string | undefined {
  const budget = new Budget()
  return reprOf(new Folder(budget, new StageBook(budget)).evaluateText(expression))
}

test('what is folded is what CPython makes of it', () => {
  const folded = rows.map(([expression, repr]) => ({ expression, repr, ours: fold(expression) }))
  const wrong = folded.filter(({ repr, ours }) => ours !== undefined && ours !== repr)
  const left = folded.filter(({ ours }) => ours === undefined)
  expect(folded.length).toBeGreaterThan(2_000)
  expect(wrong).toEqual([])
  expect(left.length / rows.length).toBeLessThan(0.01) // what is left is emoji in odd places
})
