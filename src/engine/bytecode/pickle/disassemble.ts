// The opcodes as `pickletools.dis` prints them.
// https://github.com/python/cpython/blob/v3.13.0/Lib/pickletools.py (dis)
import { OPCODES, type Opcode } from '../../encodings/pickle/opcodes.table.ts'
import type { PickleOpcode, PickleRun } from '../../encodings/pickle/PickleValue.ts'
import type { Range } from '../../model/Listing.ts'
import { breakMessage, type Pickles } from './readPickles.ts'

/** A line of text, and the bytes that it speaks of. */
export interface TextLine {
  readonly text: string
  readonly range: Range | null
}

const MAX_LINES = 1_000_000 // of all pickles of a payload

/** All pickles, one after another, each as `dis` prints it; what `dis` does not say stands in lines with a `#`. */
export function disassemble({ runs, rest }: Pickles): readonly TextLine[] {
  const lines: TextLine[] = []
  for (const [index, run] of runs.entries()) {
    if (lines.length + run.opcodes.length > MAX_LINES) {
      lines.push({ text: `# ${runs.length - index} more pickles are not listed`, range: null })
      break
    }
    if (index > 0) lines.push({ text: title(index, runs), range: null })
    for (const line of linesOf(run)) lines.push(line)
  }
  if (rest !== null && runs.at(-1)?.end === 'stop')
    lines.push({ text: `# ${rest.length} bytes at byte ${rest.offset} are no pickle`, range: rest })
  return lines
}

/** `# pickle 2 of 5, at byte 15`. */
export function title(index: number, runs: readonly PickleRun[]): string {
  return `# pickle ${index + 1} of ${runs.length}, at byte ${runs[index - 1]?.endOffset ?? 0}`
}

function* linesOf(run: PickleRun): Generator<TextLine> {
  const { opcodes, depth } = run
  const marks: number[] = []
  const memo = new Set<number>()
  let highest = -1
  for (const [index, opcode] of opcodes.entries()) {
    const known = BY_NAME.get(opcode.name)
    highest = Math.max(highest, known?.protocol ?? 0)
    const after = opcodes[index + 1]?.depth ?? depth
    const remark = markRemark(opcode, after, marks) ?? memoRemark(opcode, memo)
    yield { text: lineText(opcode, known, remark), range: rangeOf(opcode) }
  }
  if (run.end === 'stop') yield { text: `highest protocol among opcodes = ${highest}`, range: null }
  else yield { text: `# ${breakMessage(run)}`, range: { offset: run.endOffset, length: 0 } }
}

const BY_NAME: ReadonlyMap<string, Opcode> = new Map(
  [...OPCODES.values()].map((opcode) => [opcode.name, opcode]),
)

const INDENT = '    '
const NAME_WIDTH = 10

function lineText(
  { offset, name, argument, depth }: PickleOpcode,
  known: Opcode | undefined,
  remark: string,
): string {
  const code = (known?.code ?? '?').padEnd(4)
  const start = `${String(offset).padStart(5)}: ${code} ${INDENT.repeat(shownDepth(depth))}${name}`
  if (argument === '' && remark === '') return start
  const blanks = ' '.repeat(Math.max(0, NAME_WIDTH - name.length))
  return (
    start + blanks + (argument === '' ? '' : ` ${argument}`) + (remark === '' ? '' : ` ${remark}`)
  )
}

const MAX_INDENT = 40 // marks that are indented by; a million open ones would be nothing but blanks

function shownDepth(depth: number): number {
  return Math.min(depth, MAX_INDENT)
}

/** `(MARK at 12)`, of an opcode that takes a mark. */
function markRemark(opcode: PickleOpcode, after: number, marks: number[]): string | undefined {
  if (opcode.name === 'MARK') {
    marks.push(opcode.offset)
    return undefined
  }
  if (opcode.depth === 0 && TO_MARK.has(opcode.name)) return 'no MARK exists on stack'
  if (after >= opcode.depth) return undefined
  return `(MARK at ${marks.pop() ?? '?'})`
}

const TO_MARK: ReadonlySet<string> = new Set([
  ...['TUPLE', 'LIST', 'DICT', 'FROZENSET', 'APPENDS', 'SETITEMS', 'ADDITEMS', 'OBJ', 'INST'],
  'POP_MARK',
])

/** `(as 3)`, of MEMOIZE. */
function memoRemark({ name, argument }: PickleOpcode, memo: Set<number>): string {
  if (name === 'MEMOIZE') {
    const index = memo.size
    memo.add(index)
    return `(as ${index})`
  }
  if (name.endsWith('PUT')) memo.add(slotOf(argument))
  return ''
}

/** `p00` and `p01` are printed as booleans. */
function slotOf(argument: string): number {
  if (argument === 'True') return 1
  return argument === 'False' ? 0 : Number(argument)
}

function rangeOf({ offset, length }: Range): Range {
  return { offset, length }
}
