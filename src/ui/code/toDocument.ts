import type { CodeListing, CodeObject, FunctionReference, Location } from '../../engine/index.ts'
import { escapeText } from '../../engine/model/escapeText.ts'
import { sourceWithUses } from '../../engine/model/sourceWithUses.ts'
import { counted, toCountText, toOffsetText } from '../shared/quantities.ts'
import { runsOf } from './linesAt.ts'
import { MAX_LINES, type Line, type TextDocument } from './TextDocument.ts'
import { isUncertain } from './uncertainLines.ts'
import { widened } from './widened.ts'

/** The source that was made of a code object, below what Keras stores beside it. */
export function sourceDocument(code: CodeObject): TextDocument {
  const { lines, ranges: told } = sourceWithUses(code)
  const ranges = widened(code, told)
  return documentOf(
    lines.map((text, index) => {
      const range = ranges[index] ?? null
      return { text, range, isUncertain: isUncertain(text, range) }
    }),
    {
      kind: 'range',
      at: code.locations,
      name: `${code.name}.py`,
      content: lines.map((line) => `${line}\n`).join(''),
    },
  )
}

/** What `dis` prints, each line with its instruction's bytes in the payload. */
export function disassemblyDocument(code: CodeObject): TextDocument {
  const lines = code.disassembly.replace(/\n$/, '').split('\n')
  return documentOf(
    lines.map((text, index) => ({ text, range: code.lines[index] ?? null })),
    {
      kind: 'instruction',
      at: code.locations,
      name: `${code.name}.dis.txt`,
      content: code.disassembly,
    },
  )
}

/** The printable strings of the payload with their offsets. */
export function stringsDocument(code: CodeObject): TextDocument {
  const lines = code.strings.map(({ text, offset, length }) => ({
    text: `${toOffsetText(offset).padStart(8)}  ${text}`,
    range: { offset, length },
  }))
  return documentOf(lines, {
    kind: 'range',
    at: code.locations,
    name: `${code.name}.strings.txt`,
  })
}

/** Names and constants of a code object, and of those nested in it. */
export function namesDocument(code: CodeObject): TextDocument {
  const lines = namesOf(code.code, '').map((text) => ({ text, range: null }))
  return documentOf(lines, {
    kind: 'range',
    at: code.locations,
    name: `${code.name}.names.txt`,
  })
}

/** Source text that the file holds in place of bytecode. */
export function writtenDocument({ text, location, slot }: FunctionReference): TextDocument {
  const lines = text.split('\n').map((line) => ({ text: line, range: null }))
  return documentOf(lines, { kind: 'range', at: [location], name: `${slot}.py`, content: text })
}

/** A document of these lines, cut where the editor would become slow. */
export function documentOf(
  all: readonly Line[],
  saved: {
    readonly kind: TextDocument['kind']
    readonly at: readonly Location[]
    readonly name: string
    /** Without it the lines themselves. */
    readonly content?: string | Uint8Array
  },
): TextDocument {
  const shown = all.slice(0, MAX_LINES)
  const lines = shown.map(({ text }) => escapeText(text))
  const cut = all.length - shown.length
  const end = cut === 0 ? [] : [`… ${counted(cut, 'more line')}: save it to see all`]
  const content = saved.content ?? all.map(({ text }) => `${escapeText(text)}\n`).join('')
  return {
    lines: [...lines, ...end],
    ranges: [...shown.map(({ range }) => range), ...end.map(() => null)],
    uncertain: runsOf(
      shown.flatMap(({ isUncertain }, at) => (isUncertain === true ? [at + 1] : [])),
    ),
    kind: saved.kind,
    at: saved.at,
    saved: { name: saved.name, content },
  }
}

const MAX_NESTING = 100 // the decoder's own limit is lower; a report from elsewhere may say anything

function namesOf(code: CodeListing, indent: string): readonly string[] {
  const lists = [
    ['names', code.names],
    ['variables', code.variables],
    ['free variables', code.freeVariables],
    ['cell variables', code.cellVariables],
    ['constants', code.constants],
  ] as const
  const own = lists
    .filter(([, items]) => items.length > 0)
    .flatMap(([title, items]) => [
      `${indent}  ${title}`,
      ...items.map((item, index) => `${indent}${toCountText(index).padStart(7)}  ${item}`),
    ])
  const nested =
    indent.length > MAX_NESTING
      ? []
      : code.children.flatMap((child) => namesOf(child, `${indent}  `))
  const heading = `${indent}${code.qualname ?? code.name}, ${code.filename}, line ${code.firstLine}`
  return [heading, ...own, ...nested]
}
