import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { OPCODES } from '../../encodings/pickle/opcodes.table.ts'
import { pickle } from './pickle.ts'

// Made by scripts/fixtures/pickles.py: what pickletools.dis of CPython 3.13 prints, and why it stops.
const ROWS = rowsOf(JSON.parse(readFileSync(new URL('fixtures/dis.json', import.meta.url), 'utf8')))

test.each(ROWS.filter(({ error }) => error === null))(
  '$name is printed as pickletools.dis prints it',
  ({ bytes, text }) => {
    expect(pickle.decode(bytes).disassembly).toBe(text)
  },
)

test.each(ROWS.filter(({ error }) => error !== null))(
  '$name is printed as far as pickletools.dis prints it',
  ({ bytes, text }) => {
    expect(pickle.decode(bytes).disassembly.slice(0, text.length)).toBe(text)
  },
)

test('the samples hold every opcode', () => {
  const seen = new Set(
    ROWS.flatMap(({ bytes }) => pickle.decode(bytes).code.instructions.map(({ opcode }) => opcode)),
  )
  expect([...OPCODES.values()].map(({ name }) => name).filter((name) => !seen.has(name))).toEqual(
    [],
  )
})

test('every line has the range of its opcode', () => {
  for (const { bytes } of ROWS) {
    const { lines, disassembly } = pickle.decode(bytes)
    const texts = disassembly.split('\n')
    expect(lines).toHaveLength(texts.length - 1)
    for (const [at, range] of lines.entries())
      if (range !== null && range.length > 0)
        expect(
          texts[at]?.trimStart().startsWith(`${range.offset}:`) ?? texts[at]?.startsWith('#'),
        ).toBe(true)
  }
})

interface Row {
  readonly name: string
  readonly bytes: Uint8Array
  readonly text: string
  readonly error: string | null
}

function rowsOf(rows: unknown): readonly Row[] {
  if (!Array.isArray(rows)) return []
  return rows.map((row: unknown) => {
    const items: readonly unknown[] = Array.isArray(row) ? row : []
    const [name, base64, text, error] = items
    const bytes = new Uint8Array(Buffer.from(String(base64), 'base64'))
    const why = typeof error === 'string' ? error : null
    return { name: String(name), bytes, text: String(text), error: why }
  })
}
