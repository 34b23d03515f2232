import fc from 'fast-check'
import { versions } from '../../engine/bytecode/cpython/versions/index.ts'
import { stackEffect } from '../../engine/bytecode/cpython/versions/OpcodeTable.ts'
import type { Opcode, Version } from '../../engine/bytecode/cpython/versions/Version.ts'
import { exceptionTable, instruction, numbersOf } from './assemble.ts'
import type { Made } from './Made.ts'
import { integer, joined, none, text, tuple, writePayload } from './writePayload.ts'

type Wish = readonly [which: number, argument: number]

/**
 * Code objects of any version out of its own instructions. In half of them an instruction that would take more
 * than the stack holds is a LOAD_CONST instead, so that a decompiler gets far.
 */
export function composedCode(): fc.Arbitrary<Made> {
  const argument = fc.oneof(
    { weight: 6, arbitrary: fc.nat(3) },
    { weight: 4, arbitrary: fc.nat(40) },
    { weight: 1, arbitrary: fc.nat(255) },
    { weight: 1, arbitrary: fc.nat(0x7fffffff) },
  )
  const wish = fc.tuple(fc.nat(), argument)
  const entry = fc.tuple(fc.nat(40), fc.nat(20), fc.nat(60), fc.nat(3), fc.boolean())
  return fc
    .record({
      version: fc.constantFrom(...versions),
      wishes: fc.oneof(
        { weight: 15, arbitrary: fc.array(wish, { minLength: 1, maxLength: 60 }) },
        { weight: 1, arbitrary: fc.array(wish, { minLength: 200, maxLength: 600, size: 'max' }) },
      ),
      isBalanced: fc.boolean(),
      entries: fc.array(entry, { maxLength: 4 }),
      flags: fc.constantFrom(0x43, 0x03, 0x63, 0x83, 0x0f, 0x40),
      counts: fc.tuple(fc.nat(3), fc.nat(2), fc.nat(2)),
    })
    .map(({ version, wishes, isBalanced, entries, flags, counts: [locals, cells, frees] }) => ({
      kind: isBalanced ? 'composed, balanced' : 'composed',
      own: version.id,
      payload: writePayload(
        {
          code: isBalanced ? balanced(wishes, version) : plain(wishes, version),
          constants: constantsOf(version),
          names: ['a', 'b', 'os'],
          locals: ['x', 'y', 'z'].slice(0, locals),
          cells: ['c', 'd'].slice(0, cells),
          frees: ['__class__', 'f'].slice(0, frees),
          argumentCount: Math.min(locals, 1),
          flags,
          exceptionTable: exceptionTable(entries),
        },
        version,
      ),
    }))
}

function constantsOf(version: Version): readonly Uint8Array[] {
  const inner = writePayload({ code: plain([[0, 0]], version), name: '<listcomp>' }, version)
  return [none(), integer(7), text('os'), tuple([text('k'), integer(1)]), inner]
}

function plain(wishes: readonly Wish[], version: Version): Uint8Array {
  const opcodes = definedIn(version)
  return joined(
    wishes.map(([which, argument]) => code(opcodes[which % opcodes.length], argument, version)),
  )
}

function balanced(wishes: readonly Wish[], version: Version): Uint8Array {
  const opcodes = definedIn(version)
  const numbers = numbersOf(version)
  const load = version.opcodes[numbers.get('LOAD_CONST') ?? 0]
  const pieces: Uint8Array[] = [named('RESUME', version)]
  let depth = 0
  for (const [which, argument] of wishes) {
    const wanted = opcodes[which % opcodes.length]
    const effect = effectOf(wanted, argument)
    const chosen = depth + Math.min(effect, 0) < 0 ? load : wanted
    depth += chosen === load ? 1 : effect
    pieces.push(code(chosen, argument % 5, version))
  }
  return joined([...pieces, named('RETURN_VALUE', version)])
}

function effectOf(opcode: Opcode | undefined, argument: number): number {
  return opcode === undefined ? 0 : stackEffect(opcode.effect, argument % 5)
}

function code(opcode: Opcode | undefined, argument: number, version: Version): Uint8Array {
  return opcode === undefined ? new Uint8Array(0) : instruction(opcode.number, argument, version)
}

function named(name: string, version: Version): Uint8Array {
  const number = numbersOf(version).get(name)
  return number === undefined ? new Uint8Array(0) : instruction(number, 0, version)
}

function definedIn({ opcodes }: Version): readonly Opcode[] {
  return opcodes.filter(({ origin, name }) => origin === 'defined' && name !== 'EXTENDED_ARG')
}
