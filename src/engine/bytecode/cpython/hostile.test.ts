import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ParseError } from '../../bytes/ParseError.ts'
import type { Listing } from '../../model/Listing.ts'
import { cpython } from './cpython.ts'

const VERSIONS = ['2.7', '3.5', '3.6', '3.8', '3.9', '3.10', '3.11', '3.12', '3.13', '3.14', '3.15']
const RUNS = 400 // mutants of each kind; more by FUZZ_RUNS
const runs = Number(process.env['FUZZ_RUNS'] ?? RUNS)
const MAX_MS = 1_000

/** Decodes, and fails when it throws anything but `ParseError`, or takes too long. */
function decodeSafely(payload: Uint8Array, python?: string, maxMs = MAX_MS): Listing | undefined {
  const start = process.cpuUsage()
  try {
    const listing = cpython.decode(payload, python)
    expect(listing.lines).toHaveLength(listing.disassembly.split('\n').length - 1)
    return listing
  } catch (error) {
    if (error instanceof ParseError) return undefined
    throw error
  } finally {
    expect(cpuMs(start)).toBeLessThan(maxMs)
  }
}

/** Time of the processor, which other programs do not lengthen. */
function cpuMs(start: NodeJS.CpuUsage): number {
  return process.cpuUsage(start).user / 1_000
}

const goldens = VERSIONS.flatMap((version) => payloadsOf(`snippets-${version}`))

test('payloads with a few bytes changed are listed or refused', () => {
  const change = fc.tuple(fc.nat(), fc.nat(255))
  fc.assert(
    fc.property(fc.nat(), fc.array(change, { minLength: 1, maxLength: 6 }), (which, changes) => {
      const payload = Uint8Array.from(goldens[which % goldens.length] ?? [])
      for (const [at, byte] of changes) payload[at % payload.length] = byte
      decodeSafely(payload)
    }),
    { numRuns: runs, seed: 1 },
  )
})

test('payloads that are cut, or grow in the middle, are listed or refused', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 9 }), (which, at, more) => {
      const payload = goldens[which % goldens.length] ?? new Uint8Array(0)
      const middle = at % payload.length
      decodeSafely(payload.subarray(0, middle))
      decodeSafely(
        Uint8Array.from([...payload.subarray(0, middle), ...more, ...payload.subarray(middle)]),
      )
    }),
    { numRuns: runs, seed: 2 },
  )
})

test('any code is listed as that of any version', () => {
  const versions = fc.constantFrom(...VERSIONS)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), versions, (code, version) => {
      const listing = decodeSafely(codeObject(code, version), version)
      expect(listing?.code.instructions.length).toBeGreaterThanOrEqual(code.length > 0 ? 1 : 0)
    }),
    { numRuns: runs, seed: 3 },
  )
})

test('any bytes are listed or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      decodeSafely(bytes)
      decodeSafely(Uint8Array.from([0x63, ...bytes]))
      decodeSafely(Uint8Array.from([0xe3, ...new Uint8Array(20), 0x73, ...bytes]))
    }),
    { numRuns: runs, seed: 4 },
  )
})

test('every prefix of a payload is listed or refused', () => {
  for (const payload of payloadsOf('snippets-3.12').slice(0, 6))
    for (let length = 0; length < payload.length; length++)
      decodeSafely(payload.subarray(0, length))
})

test('a jump into an instruction and one out of the code are told', () => {
  const messages = faultsOf(
    [0x97, 0, 0x6e, 1, 0x74, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0x6e, 200, 0x53, 0],
    '3.12',
  )
  expect(messages).toContain('into the middle of an instruction (6) leads JUMP_FORWARD 1 at 2 in f')
  expect(messages).toContain('out of the code (416) leads JUMP_FORWARD 200 at 14 in f')
})

test('an argument of 2^31 is told to be out of range', () => {
  const messages = faultsOf([0x90, 255, 0x90, 255, 0x90, 255, 0x64, 255, 0x53, 0], '3.9')
  expect(messages.some((text) => text.includes('LOAD_CONST -1 is out of range'))).toBe(true)
})

test('bytes behind the code object are told with their place', () => {
  const payload = codeObject(Uint8Array.from([0x97, 0, 0x64, 0, 0x53, 0]), '3.12')
  const listing = cpython.decode(Uint8Array.from([...payload, 1, 2, 3]), '3.12')
  expect(listing.codeBytes).toBe(payload.length)
  expect(listing.faults.at(-1)).toEqual({
    message: '3 bytes follow the code object',
    offset: payload.length,
    length: 3,
  })
})

test('a cache that is not empty is no compiler output', () => {
  const messages = faultsOf([0x97, 0, 0x74, 1, 9, 9, 9, 9, 9, 9, 9, 9, 0x53, 0], '3.12')
  expect(messages[0]).toMatch('not compiler output')
  expect(messages).toContain('the cache of LOAD_GLOBAL is not empty at 2 in f')
})

test('code of a megabyte is listed within two seconds', () => {
  const line = [0x74, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0] // LOAD_GLOBAL, POP_TOP
  const code = Uint8Array.from(Array.from({ length: 85_000 }, () => line).flat())
  const payload = codeObject(code, '3.12')
  const start = process.cpuUsage()
  const listing = cpython.decode(payload)
  expect(listing.code.instructions).toHaveLength(170_000)
  expect(cpuMs(start)).toBeLessThan(2_000)
})

test('one long constant that is loaded often does not fill the memory', () => {
  const constant = [0x73, ...i32(100_000), ...new Uint8Array(100_000).fill(0x41)]
  const code = Uint8Array.from(Array.from({ length: 5_000 }, () => [0x64, 0]).flat())
  const listing = decodeSafely(codeObject(code, '3.12', constant), '3.12')
  expect(listing?.disassembly.length).toBeLessThan(50_000_000)
  expect(listing?.faults.map(({ message }) => message)).toContain(
    'what constants repeat is too long to print; it was cut',
  )
})

test('code objects that share their code and names are not examined without end', () => {
  const code = Uint8Array.from(Array.from({ length: 4_000 }, () => [0x09, 0]).flat())
  const shared = codeObject(code, '3.12', undefined, 0xf3)
  const again = codeObject(code, '3.12', undefined, 0x72)
  const inner = Array.from({ length: 2_000 }, (_, at) => (at === 0 ? shared : again))
  const consts = [0x28, ...i32(inner.length), ...inner.flatMap((one) => [...one])]
  const outer = codeObject(Uint8Array.from([0x97, 0, 0x53, 0]), '3.12', consts)
  const listing = decodeSafely(outer, '3.12', 3_000)
  expect(listing?.faults.some(({ message }) => message.startsWith('not examined'))).toBe(true)
})

test('code inside a tuple is found, listed and told', () => {
  const inner = codeObject(Uint8Array.from([0x97, 0, 0x53, 0]), '3.12')
  const outer = codeObject(Uint8Array.from([0x97, 0, 0x53, 0]), '3.12', [0x29, 1, ...inner])
  const listing = cpython.decode(outer)
  expect(listing.code.children).toHaveLength(1)
  expect(listing.disassembly).toContain('Disassembly of <code object f')
  expect(listing.faults.map(({ message }) => message)).toContain(
    'a code object stands in f where no compiler puts one',
  )
})

test('code two hundred deep is read as far as the limit', () => {
  let nested: Uint8Array = codeObject(Uint8Array.from([0x97, 0, 0x53, 0]), '3.12')
  for (let depth = 0; depth < 200; depth++)
    nested = codeObject(Uint8Array.from([0x97, 0, 0x53, 0]), '3.12', [...nested])
  const listing = decodeSafely(nested)
  expect(listing?.faults.some(({ message }) => message.includes('nested deeper'))).toBe(true)
})

function faultsOf(code: readonly number[], version: string): readonly string[] {
  const listing = cpython.decode(codeObject(Uint8Array.from(code), version), version)
  return listing.faults.map(({ message }) => message)
}

/** A code object `f` with this code, one constant and one name; `type` may make its code shared or a reference. */
function codeObject(
  code: Uint8Array,
  version: string,
  constant: readonly number[] = [0x4e],
  type = 0x73,
): Uint8Array {
  const [name, empty] = [version === '2.7' ? [0x73, 1, 0, 0, 0, 0x66] : [0x7a, 1, 0x66], [0x29, 0]]
  const body = type === 0x72 ? [0x72, ...i32(0)] : [type, ...i32(code.length), ...code]
  const short = version === '2.7' ? [0x28, ...i32(0)] : empty
  const names = version === '2.7' ? [0x28, ...i32(1), ...name] : [0x29, 1, ...name]
  const consts = [0x28, ...i32(1), ...constant]
  const bytes = [0x73, ...i32(0)]
  if (['3.11', '3.12', '3.13', '3.14', '3.15'].includes(version)) {
    const numbers = Array.from({ length: 5 }, () => i32(0)).flat()
    const head = [0x63, ...numbers, ...body, ...consts, ...names, ...short, ...bytes]
    return Uint8Array.from([...head, ...name, ...name, ...name, ...i32(1), ...bytes, ...bytes])
  }
  const counts = new Map([
    ['2.7', 4],
    ['3.5', 5],
    ['3.6', 5],
  ])
  const numbers = Array.from({ length: counts.get(version) ?? 6 }, () => i32(0)).flat()
  const lists = [...short, ...short, ...short]
  const head = [0x63, ...numbers, ...body, ...consts, ...names, ...lists]
  return Uint8Array.from([...head, ...name, ...name, ...i32(1), ...bytes])
}

function i32(value: number): readonly number[] {
  return [...new Uint8Array(new Int32Array([value]).buffer)]
}

function payloadsOf(name: string): readonly Uint8Array[] {
  const text = readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')
  const rows: unknown = JSON.parse(text)
  return Array.isArray(rows) ? rows.filter(isRow).map(({ b64 }) => Buffer.from(b64, 'base64')) : []
}

function isRow(row: unknown): row is { readonly b64: string } {
  return typeof row === 'object' && row !== null && 'b64' in row
}
