// Assembles instructions for tests: names and arguments, with the caches and prefixes of a version.
import type { Version } from '../../engine/bytecode/cpython/versions/Version.ts'
import { joined } from './writePayload.ts'

export type Line = readonly [opcode: string, argument?: number]

/** The code of `lines`; an instruction that the version has not is left out. */
export function assemble(lines: readonly Line[], version: Version): Uint8Array {
  const numbers = numbersOf(version)
  return joined(
    lines.map(([name, argument = 0]) => {
      const number = numbers.get(name)
      return number === undefined ? new Uint8Array(0) : instruction(number, argument, version)
    }),
  )
}

/** One instruction with as many prefixes as its argument (0 to 2^32 - 1) needs, and empty caches. */
export function instruction(number: number, argument: number, version: Version): Uint8Array {
  const { opcodes, units } = version
  const opcode = opcodes[number]
  if (opcode?.kind === 'none' && units === 'bytes') return Uint8Array.of(number)
  const extended = numbersOf(version).get('EXTENDED_ARG') ?? 0
  const [low = 0, ...prefixes] = parts(argument, units === 'words' ? 8 : 16)
  const write = (code: number, part: number) =>
    units === 'words' ? [code, part] : [code, part & 0xff, part >> 8]
  const caches = new Uint8Array(2 * (opcode?.caches ?? 0))
  const before = prefixes.toReversed().flatMap((part) => write(extended, part))
  return Uint8Array.from([...before, ...write(number, low), ...caches])
}

/** The argument in parts of so many bits, the lowest first. */
function parts(argument: number, bits: number): readonly number[] {
  const rest = Math.floor(argument / 2 ** bits)
  const low = argument % 2 ** bits
  return rest === 0 ? [low] : [low, ...parts(rest, bits)]
}

const known = new Map<Version, ReadonlyMap<string, number>>()

/** Numbers by name, of what a compiler writes. */
export function numbersOf(version: Version): ReadonlyMap<string, number> {
  const found =
    known.get(version) ??
    new Map(
      version.opcodes
        .filter(({ origin }) => origin === 'defined')
        .map(({ name, number }) => [name, number]),
    )
  known.set(version, found)
  return found
}

/** An exception table of 3.11 and later: start, length and target in units, depth, lasti. */
export function exceptionTable(
  entries: readonly (readonly [number, number, number, number, boolean?])[],
): Uint8Array {
  return Uint8Array.from(
    entries.flatMap(([start, length, target, depth, lasti = false]) =>
      [start, length, target, depth * 2 + Number(lasti)].flatMap(varint),
    ),
  )
}

/** Groups of six bits, the highest first; bit 6 says that more follow. */
function varint(value: number): readonly number[] {
  const groups = [value & 63]
  for (let rest = Math.floor(value / 64); rest > 0; rest = Math.floor(rest / 64))
    groups.unshift(64 | (rest & 63))
  return groups
}
