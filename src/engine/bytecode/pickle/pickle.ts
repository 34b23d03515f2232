// Python pickles: what their opcodes are, do and import, without doing it.
// https://docs.python.org/3/library/pickletools.html

import { nameOf } from '../../encodings/pickle/nameOf.ts'
import type { PickleOpcode, PickleRun } from '../../encodings/pickle/PickleValue.ts'
import type { CodeListing, Instruction } from '../../model/Listing.ts'
import type { Decoded, Decoder } from '../Decoder.ts'
import { disassemble } from './disassemble.ts'
import { readPickles } from './readPickles.ts'
import { referencesOf } from './references.ts'
import { decompile } from './source/decompile.ts'
import { stringsOf } from './strings.ts'

export const pickle: Decoder = {
  id: 'pickle',
  title: 'Python pickles',
  explanation:
    'The opcodes of pickles: followed through stack and memo, listed and written as Python, never run.',
  decode,
}

/** Throws `ParseError` when not one opcode can be read. A pickle is of no version of Python. */
function decode(payload: Uint8Array): Decoded {
  const pickles = readPickles(payload)
  const { runs, rest, faults } = pickles
  const lines = disassemble(pickles)
  const decompiled = decompile(pickles)
  const codeBytes = payload.length - (rest?.length ?? 0)
  return {
    machine: 'pickle',
    python: [],
    code: codeOf(runs, codeBytes),
    disassembly: lines.map(({ text }) => `${text}\n`).join(''),
    lines: lines.map(({ range }) => range),
    source: decompiled.source,
    sourceStatus: decompiled.status,
    sourceLines: decompiled.lines,
    stages: [],
    strings: stringsOf(payload, opcodesOf(runs)),
    codeBytes,
    faults,
    stageBytes: new Map(),
  }
}

function codeOf(runs: readonly PickleRun[], length: number): CodeListing {
  return {
    offset: 0,
    length,
    name: '<pickle>',
    qualname: null,
    filename: '',
    firstLine: 0,
    argumentCount: 0,
    flags: 0,
    names: namesOf(runs),
    variables: [],
    freeVariables: [],
    cellVariables: [],
    constants: constantsOf(runs),
    instructions: [...opcodesOf(runs)].map(toInstruction),
    references: referencesOf(runs),
    children: [],
  }
}

const MAX_LISTED = 200_000 // names, and constants, each told once

function* opcodesOf(runs: readonly PickleRun[]): Generator<PickleOpcode> {
  for (const { opcodes } of runs) yield* opcodes
}

/** Each name that is imported, once. */
function namesOf(runs: readonly PickleRun[]): readonly string[] {
  const names = new Set<string>()
  for (const { globals } of runs)
    for (const global of globals) if (names.size < MAX_LISTED) names.add(nameOf(global) ?? '?')
  return [...names]
}

/** The repr of each text and of bytes, once, as the listing prints it. */
function constantsOf(runs: readonly PickleRun[]): readonly string[] {
  const constants = new Set<string>()
  for (const { name, argument } of opcodesOf(runs))
    if (TEXT_OPCODES.test(name) && constants.size < MAX_LISTED) constants.add(argument)
  return [...constants]
}

const TEXT_OPCODES = /STRING|UNICODE|BYTES|BYTEARRAY/

function toInstruction({ offset, length, name, argument }: PickleOpcode): Instruction {
  const number = /^-?\d{1,15}$/.test(argument) ? Number(argument) : null
  const rest = { line: null, isTarget: false }
  return {
    offset,
    length,
    index: offset,
    opcode: name,
    argument: number,
    meaning: argument,
    ...rest,
  }
}
