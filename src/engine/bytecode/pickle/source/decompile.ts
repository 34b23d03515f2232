import type { PickleRun } from '../../../encodings/pickle/PickleValue.ts'
import type { Listing, Range } from '../../../model/Listing.ts'
import { title } from '../disassemble.ts'
import { breakMessage, type Pickles } from '../readPickles.ts'
import { Names } from './Names.ts'
import type { Statement } from './Statement.ts'
import { Statements } from './Statements.ts'
import { ValuePrinter } from './ValuePrinter.ts'

/** Pickles as the Python that does what loading them does. */
export interface Decompiled {
  readonly source: string
  readonly status: Listing['sourceStatus']
  readonly lines: Listing['sourceLines']
}

const MAX_STATEMENTS = 100_000 // of one pickle; the largest models make ten thousand calls

/** Imports first, then a statement for each call and each change, at the end `result = …`. */
export function decompile({ runs, rest }: Pickles): Decompiled {
  const names = new Names()
  const printer = new ValuePrinter(names)
  const bodies = runs.map((run, index) => bodyOf({ run, index, runs }, names, printer))
  const body = bodies.flatMap(({ statements }) => statements)
  if (rest !== null && runs.at(-1)?.end === 'stop')
    body.push({ text: `# ${rest.length} bytes at byte ${rest.offset} are no pickle`, range: rest })
  const lines = [...importsOf(names, runs), ...body].flatMap(linesOf)
  const isCut = printer.isCut || bodies.some((each) => each.isCut)
  return {
    source: lines.map(({ text }) => `${text}\n`).join(''),
    status: isCut ? 'partial' : 'complete',
    lines: lines.map(({ range }) => range),
  }
}

/** One pickle of those in a row. */
interface Place {
  readonly run: PickleRun
  readonly index: number
  readonly runs: readonly PickleRun[]
}

function bodyOf(
  { run, index, runs }: Place,
  names: Names,
  printer: ValuePrinter,
): { readonly statements: Statement[]; readonly isCut: boolean } {
  const all = new Statements(run, names, printer)
  const statements: Statement[] =
    index === 0 ? [] : [BLANK, { text: title(index, runs), range: null }]
  let left = 0
  for (const statement of all.all())
    if (statements.length < MAX_STATEMENTS) statements.push(statement)
    else left++
  if (left > 0) statements.push({ text: `# ${left} more statements follow`, range: null })
  statements.push(ending(run, runs.length > 1 ? `result_${index + 1}` : 'result', printer))
  return { statements, isCut: all.isCut || left > 0 || run.end !== 'stop' }
}

const BLANK: Statement = { text: '', range: null }

function ending(run: PickleRun, name: string, printer: ValuePrinter): Statement {
  if (run.result === null) {
    const range = { offset: run.endOffset, length: 0 }
    return { text: `# ${breakMessage(run)}`, range }
  }
  const range = { offset: run.endOffset - 1, length: 1 }
  return { text: `${name} = ${printer.print(run.result)}`, range }
}

/** The imports that statements needed, then those that nothing speaks of, since importing alone runs a module. */
function importsOf(names: Names, runs: readonly PickleRun[]): readonly Statement[] {
  for (const { globals } of runs) for (const global of globals) names.imported(global)
  const lines = names.importLines
  return lines.length === 0 ? [] : [...lines, BLANK]
}

function linesOf({ text, range }: Statement): readonly { text: string; range: Range | null }[] {
  return text.split('\n').map((line) => ({ text: line, range }))
}
