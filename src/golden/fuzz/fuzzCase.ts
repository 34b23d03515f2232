import type { FuzzCase, Made } from './Made.ts'
// Payloads that no compiler wrote, by fast-check: goldens with damage of several kinds, and code of our own.
import fc from 'fast-check'
import { versions } from '../../engine/bytecode/cpython/versions/index.ts'
import { composedCode } from './composedCode.ts'
import type { Golden, Span } from './goldens.ts'
import { joined } from './writePayload.ts'

/** Every kind of case, each as often as the others. */
export function fuzzCase(goldens: readonly Golden[]): fc.Arbitrary<FuzzCase> {
  const golden = fc.constantFrom(...goldens)
  return fc
    .tuple(
      fc.oneof(
        changedBytes(golden),
        changedInstructions(golden),
        cutOrGrown(golden),
        spliced(golden),
        composedCode(),
        junk(),
      ),
      fc.option(fc.constantFrom(...versions.map(({ id }) => id)), { nil: undefined, freq: 3 }),
    )
    .map(([{ own, ...found }, other]) => ({ ...found, python: own ?? other }))
}

function changedBytes(golden: fc.Arbitrary<Golden>): fc.Arbitrary<Made> {
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 })
  return fc.tuple(golden, changes).map(([{ payload }, all]) => {
    const copy = Uint8Array.from(payload)
    for (const [at, byte] of all) copy[at % copy.length] = byte
    return { kind: 'changed bytes', payload: copy }
  })
}

type Edit = readonly [what: 'opcode' | 'argument' | 'swap' | 'repeat', at: number, value: number]

/** Only what is executed changes, so that marshal reads all of it. */
function changedInstructions(golden: fc.Arbitrary<Golden>): fc.Arbitrary<Made> {
  const what = fc.constantFrom('opcode', 'argument', 'swap', 'repeat')
  const edits = fc.array(fc.tuple(what, fc.nat(), fc.nat()), { minLength: 1, maxLength: 5 })
  return fc.tuple(golden, edits, fc.boolean()).map(([{ payload, spans, version }, all, isOwn]) => {
    const copy = Uint8Array.from(payload)
    for (const edit of all) applyEdit(copy, spans[edit[1] % spans.length], edit)
    const made = { kind: 'changed instructions', payload: copy }
    return isOwn ? { ...made, own: version.id } : made
  })
}

/** `repeat` copies a stretch over what follows it: loops in loops, handlers in handlers. */
function applyEdit(payload: Uint8Array, span: Span | undefined, [what, at, value]: Edit): void {
  if (span === undefined || span.length < 4) return
  const even = (number: number) => span.at + ((number % (span.length - 1)) & ~1)
  const here = even(at >> 4)
  const there = even(value >> 8)
  if (what === 'opcode') payload[here] = value & 0xff
  if (what === 'argument') payload[here + 1] = value & 0xff
  if (what === 'swap') {
    const pair = payload.slice(here, here + 2)
    payload.copyWithin(here, there, there + 2)
    payload.set(pair, there)
  }
  if (what === 'repeat') {
    const end = Math.min(here + (value & 0x1e) + 2, span.at + span.length)
    payload.copyWithin(here, there, Math.min(there + end - here, span.at + span.length))
  }
}

function cutOrGrown(golden: fc.Arbitrary<Golden>): fc.Arbitrary<Made> {
  const more = fc.uint8Array({ maxLength: 9 })
  return fc.tuple(golden, fc.nat(), more, fc.boolean()).map(([{ payload }, at, bytes, isCut]) => {
    const start = payload.subarray(0, at % payload.length)
    const rest = payload.subarray(at % payload.length)
    return { kind: 'cut or grown', payload: isCut ? start : joined([start, bytes, rest]) }
  })
}

/** The instructions of one golden among the names and constants of another. */
function spliced(golden: fc.Arbitrary<Golden>): fc.Arbitrary<Made> {
  return fc.tuple(golden, golden, fc.nat(), fc.nat()).map(([outer, inner, first, second]) => {
    const hole = outer.spans[first % outer.spans.length]
    const piece = inner.spans[second % inner.spans.length]
    if (hole === undefined || piece === undefined) throw new Error('a golden has no code')
    const { payload } = outer
    const length = Uint8Array.from(new Uint8Array(Int32Array.of(piece.length).buffer))
    return {
      kind: 'spliced',
      payload: joined([
        payload.subarray(0, hole.at - length.length),
        length,
        inner.payload.subarray(piece.at, piece.at + piece.length),
        payload.subarray(hole.at + hole.length),
      ]),
      own: inner.version.id,
    }
  })
}

/** Bytes, some of them behind the beginning of a code object. */
function junk(): fc.Arbitrary<Made> {
  const begin = fc.constantFrom([], [0x63], [0xe3, ...Array.from({ length: 20 }, () => 0), 0x73])
  return fc.tuple(begin, fc.uint8Array({ maxLength: 300 })).map(([start, bytes]) => ({
    kind: 'junk',
    payload: Uint8Array.from([...start, ...bytes]),
  }))
}
