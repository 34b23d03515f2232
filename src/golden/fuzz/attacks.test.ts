import { expect, test } from 'vitest'
import { versions } from '../../engine/bytecode/cpython/versions/index.ts'
import type { Version } from '../../engine/bytecode/cpython/versions/Version.ts'
import { assemble, exceptionTable, type Line } from './assemble.ts'
import { tryCase } from './tryCase.ts'
import { integer, joined, none, writePayload, type PayloadParts } from './writePayload.ts'

// Payloads made to be slow, deep or endless, for a version of each way in which code is written.

const CHOSEN = versions.filter(({ id }) =>
  ['2.7', '3.6', '3.8', '3.10', '3.12', '3.14'].includes(id),
)

// Of processor time, which the threads of the garbage collector add to.
const MAX_MS = 1_000
const MAX_MEGABYTE_MS = 10_000 // of half a million instructions; what real code takes is in `npm run bench`

const NAMED = { names: ['a'], locals: ['x'], constants: [none(), integer(7)], argumentCount: 1 }

/** Reads the payload told and as its own version, and fails when that throws or takes too long. */
function endure(what: string, parts: PayloadParts, version: Version, maxMs = MAX_MS): void {
  const payload = writePayload({ ...NAMED, ...parts }, version)
  for (const python of [undefined, version.id]) {
    const { failure, ms } = tryCase(payload, python)
    expect(failure, what).toBeNull()
    expect(ms, what).toBeLessThan(maxMs)
  }
}

function times(count: number, lines: readonly Line[]): readonly Line[] {
  const all: Line[] = []
  for (let done = 0; done < count; done++) all.push(...lines)
  return all
}

const START: readonly Line[] = [['RESUME']]
const END: readonly Line[] = [['LOAD_CONST', 0], ['RETURN_VALUE']]

/** Instructions that stand once or again and again; those that a version has not are left out. */
const PROGRAMS: readonly (readonly [what: string, lines: (count: number) => readonly Line[]])[] = [
  ['a deep expression', (count) => [['LOAD_FAST'], ...times(count, [['UNARY_NOT']])]],
  [
    'a long sum',
    (count) => [
      ['LOAD_FAST'],
      ...times(count, [['LOAD_CONST', 1], ['BINARY_ADD'], ['BINARY_OP', 0]]),
    ],
  ],
  [
    'a sum that grows to the right',
    (count) => [
      ...times(count, [['LOAD_FAST']]),
      ...times(count - 1, [['BINARY_ADD'], ['BINARY_OP', 0]]),
    ],
  ],
  [
    'tuples in tuples',
    (count) => [
      ['LOAD_FAST'],
      ...times(count, [
        ['LOAD_CONST', 1],
        ['BUILD_TUPLE', 2],
      ]),
    ],
  ],
  [
    'values doubled',
    (count) => [
      ['LOAD_FAST'],
      ...times(count, [['DUP_TOP'], ['COPY', 1], ['BINARY_ADD'], ['BINARY_OP', 0]]),
    ],
  ],
  [
    'calls of calls',
    (count) => [
      ['LOAD_GLOBAL'],
      ...times(count, [['CALL_FUNCTION', 0], ['PUSH_NULL'], ['PRECALL', 0], ['CALL', 0]]),
    ],
  ],
  [
    'nested try',
    (count) =>
      times(Math.min(count, 100), [
        ['SETUP_FINALLY', 2],
        ['SETUP_EXCEPT', 2],
      ]),
  ],
  ['nested with', (count) => times(count, [['LOAD_FAST'], ['SETUP_WITH', 40], ['BEFORE_WITH']])],
  ['nested loops', (count) => times(count, [['SETUP_LOOP', 40], ['LOAD_FAST'], ['GET_ITER']])],
  [
    'loops that end in one place',
    (count) => times(count, [['LOAD_FAST'], ['GET_ITER'], ['FOR_ITER', 4], ['STORE_FAST']]),
  ],
  [
    'jumps that skip one',
    (count) =>
      times(count, [
        ['LOAD_FAST'],
        ['POP_JUMP_IF_FALSE', 6],
        ['POP_JUMP_FORWARD_IF_FALSE', 1],
        ['NOP'],
      ]),
  ],
  [
    'jumps to themselves',
    (count) =>
      times(count, [
        ['JUMP_BACKWARD', 1],
        ['JUMP_ABSOLUTE', 0],
      ]),
  ],
  ['jumps to the start', (count) => times(count, [['LOAD_FAST'], ['POP_JUMP_IF_TRUE', 0]])],
  ['boolean chains', (count) => times(count, [['LOAD_FAST'], ['JUMP_IF_FALSE_OR_POP', 90]])],
  [
    'conditions in conditions',
    (count) => times(count, [['LOAD_FAST'], ['POP_JUMP_IF_FALSE', 200], ['POP_JUMP_IF_NONE', 99]]),
  ],
  ['many stores', (count) => times(count, [['LOAD_CONST', 1], ['STORE_GLOBAL']])],
  [
    'big counts',
    () =>
      times(30, [
        ['BUILD_TUPLE', 0x7fffffff],
        ['BUILD_MAP', 0x7fffffff],
      ]),
  ],
  [
    'unpacking a million',
    () => times(20, [['LOAD_FAST'], ['UNPACK_SEQUENCE', 1_000_000], ['UNPACK_EX', 0xffff]]),
  ],
]

for (const version of CHOSEN)
  test(`${version.id}: no program holds the reader up`, () => {
    for (const [what, lines] of PROGRAMS)
      endure(what, { code: assemble([...START, ...lines(500), ...END], version) }, version)
  })

const LARGE = ['nested with', 'conditions in conditions', 'tuples in tuples']

for (const version of versions.filter(({ id }) => id === '3.8' || id === '3.13'))
  test(`${version.id}: no program of a megabyte holds the reader up`, { timeout: 240_000 }, () => {
    for (const [what, lines] of PROGRAMS.filter(([name]) => LARGE.includes(name))) {
      const piece = assemble(lines(100), version)
      const pieces = Array.from({ length: 2 ** 20 / piece.length }, () => piece)
      const code = joined([assemble(START, version), ...pieces])
      endure(what, { code }, version, MAX_MEGABYTE_MS)
    }
  })

test('exception tables that overlap, lead outside or protect themselves are endured', () => {
  for (const version of CHOSEN.filter(({ layout }) => layout === '3.11')) {
    const body = times(60, [['LOAD_FAST'], ['POP_TOP']])
    const code = assemble([...START, ...body, ...END], version)
    const tables = [
      exceptionTable([
        [1, 40, 3, 0],
        [2, 40, 5, 0],
        [3, 40, 1, 0],
      ]),
      exceptionTable([
        [1, 40, 20, 0, true],
        [20, 5, 20, 0, true],
        [20, 40, 1, 3],
      ]),
      exceptionTable([
        [0, 1_000_000, 1_000_000, 0],
        [1_000_000, 1, 2, 500_000],
      ]),
      exceptionTable(
        Array.from({ length: 20_000 }, (_, at) => [at % 60, 3, (at * 7) % 60, at % 4]),
      ),
      exceptionTable(Array.from({ length: 60 }, (_, at) => [0, 120 - at, 119 - at, at])),
      Uint8Array.from({ length: 9_999 }, () => 0xff),
    ]
    for (const table of tables)
      endure('a table', { code, exceptionTable: table, stackSize: 1_000 }, version)
  }
})

test('tuples a million deep, references into the future and arguments of 2^31 are endured', () => {
  const deep = Uint8Array.from({ length: 2_000_000 }, (_, at) => (at % 2 === 0 ? 0x29 : 1))
  const future = Uint8Array.of(0x72, 0xff, 0xff, 0, 0)
  for (const version of CHOSEN) {
    const lines: readonly Line[] = [
      ...START,
      ['LOAD_CONST', 2 ** 31],
      ['LOAD_FAST', 2 ** 31 - 1],
      ['JUMP_FORWARD', 2 ** 31],
      ['LOAD_GLOBAL', 2 ** 32 - 1],
      ...END,
    ]
    const code = assemble(lines, version)
    endure('2^31', { code }, version)
    endure('future', { code, constants: [future, future] }, version)
  }
  for (const version of versions.slice(-2))
    endure('deep', { code: assemble([...START, ...END], version), constants: [deep] }, version)
})

const JUMPS = ['JUMP_FORWARD', 'JUMP_BACKWARD', 'JUMP_ABSOLUTE', 'POP_JUMP_IF_FALSE', 'FOR_ITER']

test('a jump into the middle of an instruction and jumps out of the code are endured', () => {
  for (const version of CHOSEN)
    for (const target of [1, 3, 5, 7, 1_000, 70_000])
      for (const name of JUMPS) {
        const jump: readonly Line[] = [['LOAD_FAST'], [name, target], ['LOAD_CONST', 300]]
        endure(name, { code: assemble([...START, ...jump, ...END], version) }, version)
      }
})

test('code in code, and the same code a thousand times, are endured', () => {
  for (const version of CHOSEN) {
    const leaf = writePayload({ ...NAMED, code: assemble([...START, ...END], version) }, version)
    const make: readonly Line[] = [
      ['LOAD_CONST', 0],
      ['LOAD_CONST', 1],
      ['MAKE_FUNCTION'],
      ['POP_TOP'],
    ]
    const code = assemble([...START, ...times(200, make), ...END], version)
    endure('shared', { code, constants: [leaf, none()] }, version)
    let nested = leaf
    for (let depth = 0; depth < 110; depth++)
      nested = writePayload({ ...NAMED, code, constants: [nested, none()] }, version)
    expect(tryCase(nested, version.id).failure).toBeNull()
  }
})
