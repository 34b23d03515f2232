import { expect, test } from 'vitest'
import type { Expression, Statement } from '../ast.ts'
import { Repr } from '../../repr.ts'
import { printableIn } from '../../printable.ts'
import { v312 } from '../../versions/v312.ts'
import { printStatements } from './printStatements.ts'

const options = { version: v312, repr: new Repr({ isTwo: false, isPrintable: printableIn(15) }) }
const name = (id: string): Expression => ({ kind: 'Name', id, at: { offset: 4, length: 2 } })
const back: Statement = { kind: 'Return', value: name('x'), at: { offset: 8, length: 2 } }

test('a source has a range for each line', () => {
  const node: Statement = { kind: 'If', test: name('a b'), body: [back], orElse: [], at: null }
  expect(printStatements([node], options)).toEqual({
    source: "if $'a b':\n    return x\n",
    lines: [
      { offset: 4, length: 2 },
      { offset: 4, length: 6 },
    ],
    isExact: false,
  })
})
