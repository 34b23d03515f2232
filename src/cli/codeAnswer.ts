import {
  escapeText,
  type CodeReading,
  type Fault,
  type Listing,
  type Stage,
  type StageResult,
} from '../engine/index.ts'
import type { AnswerStyle, CodeAnswer, Id } from './Message.ts'

/** What is printed of one payload. */
export function toAnswer(reading: CodeReading, style: AnswerStyle): CodeAnswer {
  const isWhole = reading.listing !== null && reading.problems.length === 0
  const text = style.kind === 'text' ? toText(reading, style.title) : toLine(reading, style.id)
  return { kind: 'code', text, isWhole }
}

/** One line of JSON, with everything as it is in the payload. */
function toLine({ listing, problems }: CodeReading, id: Id): string {
  const { python, disassembly, source, sourceStatus, stages } = listing ?? NOTHING
  const answer = { id, python, disassembly, source, sourceStatus, stages: stages.map(toStage) }
  return `${JSON.stringify({ ...answer, problems })}\n`
}

/** Code in a stage is answered as code is; its own stages follow in the same list. */
function toStage(stage: Stage) {
  if (stage.result.kind !== 'code') return stage
  const { python, disassembly, source, sourceStatus, faults } = stage.result.listing
  const answer = { python, disassembly, source, sourceStatus, problems: faults }
  return { ...stage, result: { kind: stage.result.kind, ...answer } }
}

const NOTHING = {
  python: [],
  disassembly: '',
  source: '',
  sourceStatus: 'none',
  stages: [] satisfies readonly Stage[],
} satisfies Partial<Listing>

/** For a terminal. No escape sequence from the payload reaches it. */
function toText({ listing, problems }: CodeReading, title: string): string {
  return `${[
    ...(listing === null ? [`${escapeText(title)}: no code was read`] : codeLines(listing, title)),
    ...section('Stages', listing?.stages.flatMap(stageLines) ?? []),
    ...section('Problems', problems.map(problemLine)),
  ].join('\n')}\n\n`
}

function codeLines(listing: Listing, title: string): readonly string[] {
  const { python, code, source, sourceStatus, disassembly } = listing
  const versions = python.length === 0 ? 'no CPython' : `CPython ${python.join(' or ')}`
  const place = `${escapeText(code.filename)}:${code.firstLine}`
  return [
    `${escapeText(title)}: ${escapeText(code.name)} · ${versions} · ${place} · source ${sourceStatus}`,
    ...section('Source', linesOf(source)),
    ...section('Disassembly', linesOf(disassembly)),
  ]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0
    ? []
    : ['', `${title}:`, ...lines.map((line) => (line === '' ? '' : `  ${line}`))]
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n').map(escapeText)
}

function problemLine({ message, offset }: Fault): string {
  return `${escapeText(message)} (at byte ${offset})`
}

function stageLines({ id, parent, title, result }: Stage): readonly string[] {
  const from = parent === null ? '' : ` from ${parent}`
  return [`${id}${from}: ${escapeText(title)}`, ...resultLines(result).map((line) => `    ${line}`)]
}

function resultLines(result: StageResult): readonly string[] {
  switch (result.kind) {
    case 'text':
      return linesOf(result.text)
    case 'bytes':
      return [`${result.size} bytes, sha256 ${result.sha256}`]
    case 'pickle':
      return [`pickle that imports ${result.globals.map(escapeText).join(', ') || 'nothing'}`]
    case 'code':
      return codeLines(result.listing, 'code')
  }
}
