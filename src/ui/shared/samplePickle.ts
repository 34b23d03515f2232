// A pickle of protocol 2 that runs a command, as its decoder lists it: composed in view, as pickletools prints it.
import type { CodeObject, Location, Range } from '../../engine/index.ts'

const OPCODES = [
  ['80 02', 'PROTO', '2'],
  ['63 6f 73 0a 73 79 73 74 65 6d 0a', 'GLOBAL', "'os system'"],
  ['58 02 00 00 00 69 64', 'BINUNICODE', "'id'"],
  ['85', 'TUPLE1', ''],
  ['52', 'REDUCE', ''],
  ['2e', 'STOP', ''],
] as const

const SOURCE = "from os import system\nsystem('id')\n"

/** The code object of a pickle of its own, which stands at `at`. */
export function samplePickle(at: Location): CodeObject {
  const ranges = rangesOf(OPCODES.map(([bytes]) => bytes.split(' ').length))
  const [global, call] = [ranges[1] ?? null, ranges[4] ?? null]
  const size = ranges.reduce((sum, { length }) => sum + length, 0)
  return {
    ...{ id: 'code-2', machine: 'pickle', sha256: 'ab'.repeat(32), locations: [at] },
    uses: [
      {
        ...{ layer: null, layerClass: null, slot: 'pickle', module: null },
        ...{ defaults: null, closure: null },
      },
    ],
    ...{ layer: null, slot: 'pickle', encoding: 'none', name: 'pickle', filename: '' },
    ...{ firstLine: 0, size, likelyPython: [], python: [] },
    disassembly: OPCODES.map(([bytes, opcode, argument], index) => {
      const first = String.fromCharCode(Number.parseInt(bytes.slice(0, 2), 16))
      const shown = opcode === 'PROTO' ? '\\x80' : first.padEnd(4)
      return `${String(ranges[index]?.offset ?? 0).padStart(5)}: ${shown} ${opcode.padEnd(10)} ${argument}\n`
    }).join(''),
    lines: ranges,
    ...{ source: SOURCE, sourceStatus: 'complete', sourceLines: [global, call] },
    ...{ stages: [], strings: [], codeBytes: size, faults: [] },
    code: {
      ...{ offset: 0, length: size, name: 'pickle', qualname: null, filename: '', firstLine: 0 },
      ...{ argumentCount: 0, flags: 0, names: ['os.system'], variables: [], freeVariables: [] },
      ...{ cellVariables: [], constants: ["'id'"], instructions: [], references: [], children: [] },
    },
  }
}

function rangesOf(lengths: readonly number[]): readonly Range[] {
  return lengths.map((length, index) => ({
    offset: lengths.slice(0, index).reduce((sum, each) => sum + each, 0),
    length,
  }))
}
