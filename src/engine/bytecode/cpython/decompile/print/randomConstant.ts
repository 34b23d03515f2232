// Constants for tests: the ones that are easily written wrongly.
import type { MarshalValue } from '../../../../encodings/marshal/Marshal.ts'
import type { Constant } from '../ast.ts'
import type { Dice } from './Dice.ts'

const NOWHERE = { offset: 0, length: 0 }

const FLOATS = [0, -0, 1.5, -1.5, 1e22, -1e-7, Infinity, -Infinity, NaN, 5e-324] as const
const COMPLEXES = [
  [0, 2],
  [-0, -2],
  [0, -2],
  [1, 2],
  [-1.5, -2.5],
  [Infinity, 1],
  [-3, 0],
  [-0, 4],
  [5, -0],
  [-0, 0],
] as const
const TEXTS = [
  '',
  'text',
  "it's",
  'say "x"',
  `'"`,
  '\n\t\\',
  '{x}',
  '}{{',
  '\\N{DASH}',
  'ä€\u200b\u202e',
  '#!:=',
  "'''",
  '"""',
  'end\\',
] as const

/** A constant of any kind that a compiler makes; in 2.7 without the names that are constants later. */
export function randomConstant({ dice, version }: { dice: Dice; version: number }): Constant {
  return { kind: 'Constant', value: value(dice, version, 2), at: null }
}

/** A text, as of an f-string. */
export function randomText(dice: Dice): Constant {
  return { kind: 'Constant', value: text(dice.pick(TEXTS)), at: null }
}

function value(dice: Dice, version: number, depth: number): MarshalValue {
  const makers: [() => MarshalValue, ...(() => MarshalValue)[]] = [
    () => integer(BigInt(dice.below(12) - 4), version < 300 && dice.below(2) === 0),
    () => integer(dice.pick([10n ** 20n, -(2n ** 63n), 10n ** 4400n]), version < 300),
    () => ({ kind: 'float', value: dice.pick(FLOATS), ...NOWHERE }),
    () => complex(dice.pick(COMPLEXES)),
    () => text(dice.pick(TEXTS)),
    () => bytes(dice),
    () => ({ kind: 'none', ...NOWHERE }),
  ]
  if (version >= 300)
    makers.push(
      () => ({ kind: 'boolean', value: dice.below(2) === 0, ...NOWHERE }),
      () => ({ kind: 'ellipsis', ...NOWHERE }),
      () => text('\u{1f600}', [0x1f600]),
      () => text('\ud800', [0xd800]),
    )
  const items = () => dice.some(0, 3, () => value(dice, version, depth - 1))
  if (depth > 0) makers.push(() => ({ kind: 'tuple', items: items(), ...NOWHERE }))
  return dice.pick(makers)()
}

function integer(number: bigint, isLong: boolean): MarshalValue {
  return { kind: 'integer', value: number, isLong, ...NOWHERE }
}

function complex([real, imaginary]: readonly [number, number]): MarshalValue {
  return { kind: 'complex', real, imaginary, ...NOWHERE }
}

function text(characters: string, codePoints: readonly number[] | null = null): MarshalValue {
  return { kind: 'text', text: characters, codePoints, ...NOWHERE }
}

function bytes(dice: Dice): MarshalValue {
  const content = dice.pick([[], [0x61], [0x27, 0x22], [0x5c, 0], [0x61, 0xff], [0x27]])
  return { kind: 'bytes', bytes: Uint8Array.from(content), at: 0, ...NOWHERE }
}
