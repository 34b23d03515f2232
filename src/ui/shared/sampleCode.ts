// The code object of the sample report: a function that Python 3.10 compiled, with what its `dis` prints.
import type { CodeListing, CodeObject, Instruction, Location, Range } from '../../engine/index.ts'

const MARSHAL =
  'e30100000000000000000000000200000003000000430000007316000000640164006c007d017c01a0016402a10101007c00530029034ee9' +
  '000000007a1e6375726c20687474703a2f2f3132372e302e302e313a392f626561636f6e2902da026f73da0673797374656d2902da0178' +
  '7202000000a9007205000000fa113c69707974686f6e2d696e7075742d343eda076578706c6f697401000000730600000008010a010401'
/** What `dis.dis` prints. */
export const SAMPLE_DISASSEMBLY = `  2           0 LOAD_CONST               1 (0)
              2 LOAD_CONST               0 (None)
              4 IMPORT_NAME              0 (os)
              6 STORE_FAST               1 (os)

  3           8 LOAD_FAST                1 (os)
             10 LOAD_METHOD              1 (system)
             12 LOAD_CONST               2 ('curl http://127.0.0.1:9/beacon')
             14 CALL_METHOD              1
             16 POP_TOP

  4          18 LOAD_FAST                0 (x)
             20 RETURN_VALUE
`

/** The function that was compiled. */
const SAMPLE_SOURCE = `def exploit(x):
    import os
    os.system('curl http://127.0.0.1:9/beacon')
    return x
`

/** Of co_code in the marshalled bytes. */
export const SAMPLE_CODE_OFFSET = 30

/** `marshal.dumps` of the function's code. */
export const SAMPLE_PAYLOAD = bytesOfHex(MARSHAL)

const LINES = SAMPLE_DISASSEMBLY.split('\n')
const INSTRUCTIONS = LINES.flatMap((line) => toInstruction(line) ?? [])

/** The code object that stands at `at`. */
export function sampleCode(at: Location): CodeObject {
  return {
    id: 'code-1',
    machine: 'cpython',
    sha256: '7a4b4c6bed07850fa1b3be4e3843c8de4600a6cdc1d4c1e252254a8d5afaacd6',
    locations: [at],
    uses: [
      {
        layer: 'lambda_3',
        layerClass: 'Lambda',
        slot: 'function',
        module: null,
        defaults: null,
        closure: null,
      },
    ],
    layer: 'lambda_3',
    slot: 'function',
    encoding: 'base64',
    name: 'exploit',
    filename: '<ipython-input-4>',
    firstLine: 1,
    size: SAMPLE_PAYLOAD.length,
    likelyPython: ['3.10'],
    python: ['3.10'],
    disassembly: SAMPLE_DISASSEMBLY,
    lines: sampleLines(),
    source: SAMPLE_SOURCE,
    sourceStatus: 'complete',
    sourceLines: [null, instructions(0, 8), instructions(8, 18), instructions(18, 22)],
    stages: [],
    strings: [
      { offset: 62, length: 30, text: 'curl http://127.0.0.1:9/beacon' },
      { offset: 100, length: 6, text: 'system' },
      { offset: 125, length: 17, text: '<ipython-input-4>' },
      { offset: 144, length: 7, text: 'exploit' },
    ],
    codeBytes: SAMPLE_PAYLOAD.length,
    faults: [],
    code: sampleListing(),
  }
}

/** Bytes in the payload of the instructions from one offset in co_code to another. */
function instructions(from: number, to: number): Range {
  return { offset: SAMPLE_CODE_OFFSET + from, length: to - from }
}

function sampleListing(): CodeListing {
  return {
    offset: 0,
    length: SAMPLE_PAYLOAD.length,
    name: 'exploit',
    qualname: null,
    filename: '<ipython-input-4>',
    firstLine: 1,
    argumentCount: 1,
    flags: 67,
    names: ['os', 'system'],
    variables: ['x', 'os'],
    freeVariables: [],
    cellVariables: [],
    constants: ['None', '0', "'curl http://127.0.0.1:9/beacon'"],
    instructions: INSTRUCTIONS,
    references: [
      {
        path: ['os', 'system'],
        root: 'import',
        called: true,
        arguments: ["'curl http://127.0.0.1:9/beacon'"],
        offset: SAMPLE_CODE_OFFSET + 10,
        length: 2,
      },
    ],
    children: [],
  }
}

function sampleLines(): readonly (Range | null)[] {
  const left = INSTRUCTIONS.map(({ offset, length }) => ({ offset, length }))
  return LINES.map((line) => (line.trim() === '' ? null : (left.shift() ?? null)))
}

function toInstruction(text: string): Instruction | null {
  const [, line, index, opcode, argument, meaning] =
    /^\s*(?:(\d+)\s{2,})?(\d+) ([A-Z_]+)\s*(\d+)?(?: \((.*)\))?$/.exec(text) ?? []
  if (index === undefined || opcode === undefined) return null
  return {
    index: Number(index),
    offset: SAMPLE_CODE_OFFSET + Number(index),
    length: 2,
    opcode,
    argument: argument === undefined ? null : Number(argument),
    meaning: meaning ?? '',
    line: line === undefined ? null : Number(line),
    isTarget: false,
  }
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
