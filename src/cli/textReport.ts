import { escapeText, type CodeObject, type Report } from '../engine/index.ts'
import { effectLines, findingLines, indicatorLines, settledLines } from './textSections.ts'

/** The report for a terminal. No escape sequence from the file reaches it, and no address that a click would follow. */
export function toText(report: Report): string {
  const { source, verdict, reason, code, problems, yara } = report
  return `${[
    `${escapeText(source.name)}: ${verdict.toUpperCase()}${remark(report)}`,
    `  ${escapeText(reason)}`,
    ...settledLines(report),
    `  ${facts(report)}`,
    ...effectLines(report),
    ...findingLines(report),
    ...indicatorLines(report),
    ...yara.map(({ rule, part }) => `  yara      ${escapeText(rule)} in ${part}`),
    ...code.flatMap(codeLines),
    ...problems.map(({ kind, message }) => `  ${kind}: ${escapeText(message)}`),
  ].join('\n')}\n\n`
}

/** What keeps the verdict from being the last word. */
function remark({ complete, passes }: Report): string {
  const missing =
    passes.content === 'skipped' ? ['first pass only: no hash, no whole-file scan'] : []
  const holes = complete ? [] : ['not everything was examined']
  const remarks = [...missing, ...holes]
  return remarks.length === 0 ? '' : ` (${remarks.join('; ')})`
}

function facts({ formatTitle, facts: known, source, graph, code }: Report): string {
  const keras = known.find(({ name }) => name === 'keras_version')
  return [
    formatTitle,
    ...(keras === undefined ? [] : [`Keras ${escapeText(keras.value)}`]),
    `${source.size} bytes`,
    ...(source.sha256 === null ? [] : [`sha256 ${source.sha256}`]),
    counted(graph.layers.length, 'layer'),
    counted(code.length, 'code object'),
  ].join(' · ')
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`
}

function codeLines(object: CodeObject): string[] {
  const { id, name, uses, source, sourceStatus, disassembly } = object
  const places = uses.map(({ layer, slot }) => `${layer ?? 'model'}.${slot}`).join(', ')
  const origin = [machineText(object), ...originOf(object)].join(' · ')
  return [
    `  ${id} ${escapeText(name)} in ${escapeText(places)} · ${origin}`,
    ...storedLines(object),
    ...(sourceStatus === 'none' ? [] : [`    source, ${sourceStatus}:`, ...indented(source)]),
    '    disassembly:',
    ...indented(disassembly),
  ]
}

/** Where its author wrote it; a pickle does not say. */
function originOf({ machine, filename, firstLine }: CodeObject): readonly string[] {
  return machine === 'pickle' ? [] : [`${escapeText(filename)}:${firstLine}`]
}

const MAX_LINES = 500 // of one listing in a terminal; the JSON report has all of it

function indented(text: string): readonly string[] {
  const lines = text.trimEnd().split('\n')
  const left = lines.length - MAX_LINES
  const shown = lines.slice(0, MAX_LINES).map((line) => `      ${escapeText(line)}`.trimEnd())
  return left > 0 ? [...shown, `      … and ${left} lines more; --format json has them`] : shown
}

function machineText({ machine, python, likelyPython }: CodeObject): string {
  if (machine === 'pickle') return 'pickle'
  const versions = python.length === 0 ? 'no CPython' : `CPython ${python.join(' or ')}`
  const isNarrower = likelyPython.length < python.length
  return isNarrower ? `${versions} (likely ${likelyPython.join(' or ')})` : versions
}

/** Default arguments and closures that the file stores beside the code, once each. */
function storedLines({ uses }: CodeObject): readonly string[] {
  const lines = uses.flatMap(({ defaults, closure }) => [
    ...(defaults === null ? [] : [`      defaults ${escapeText(defaults)}`]),
    ...(closure === null ? [] : [`      closure ${escapeText(closure)}`]),
  ])
  return [...new Set(lines)]
}
