import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { versions } from './index.ts'
import { stackEffect } from './OpcodeTable.ts'
import type { Opcode } from './Version.ts'

// What each Python's own opcode module says, as scripts/opcodes/dump.py prints it.
const FOLDER = new URL('../../../../../../shared/golden/opcodes/', import.meta.url)

describe.skipIf(!existsSync(FOLDER))('opcode tables', () => {
  for (const version of versions.filter(({ id }) => id !== '3.4'))
    test(`of ${version.id} are those of its opcode module`, () => {
      const { opmap, hasarg, stack_effect: effects, HAVE_ARGUMENT } = read(version.id)
      const real = Object.entries(opmap).filter(([, number]) => number < 256)
      expect(version.table.opcodes).toHaveLength(real.length)
      for (const [name, number] of real) {
        const opcode = version.opcodes[number]
        expect(opcode?.name).toBe(name)
        expect(opcode?.kind !== 'none', name).toBe(
          hasarg?.includes(number) ?? number >= HAVE_ARGUMENT,
        )
        if (opcode !== undefined && Number(version.id.slice(2)) >= 8)
          checkEffects(opcode, effects?.[name] ?? {})
      }
    })
})

type Samples = Readonly<Record<string, readonly [unknown, number | null, number | null]>>

function checkEffects({ name, effect, jumpEffect }: Opcode, samples: Samples): void {
  for (const [argument, [, stay, jump]] of Object.entries(samples)) {
    const value = argument === '-' ? 0 : Number(argument)
    if (stay !== null) expect(stackEffect(effect, value), name).toBe(stay)
    if (jump !== null) expect(stackEffect(jumpEffect, value), name).toBe(jump)
  }
}

interface Dump {
  readonly opmap: Readonly<Record<string, number>>
  readonly HAVE_ARGUMENT: number
  readonly hasarg?: readonly number[]
  readonly stack_effect?: Readonly<Record<string, Samples>>
}

function read(version: string): Dump {
  const dump: unknown = JSON.parse(readFileSync(new URL(`${version}.json`, FOLDER), 'utf8'))
  if (!isDump(dump)) throw new Error(`${version}.json is no dump`)
  return dump
}

function isDump(value: unknown): value is Dump {
  return typeof value === 'object' && value !== null && 'opmap' in value
}
