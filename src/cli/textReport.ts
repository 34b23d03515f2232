import { escapeText, type CodeObject, type Finding, type Report } from '../engine/index.ts'

/** The report for a terminal. No escape sequence from the file reaches it. */
export function toText(report: Report): string {
  const { source, verdict, reason, findings, code, problems, yara } = report
  return `${[
    `${escapeText(source.name)}: ${verdict.toUpperCase()}${remark(report)}`,
    `  ${escapeText(reason)}`,
    `  ${facts(report)}`,
    ...findings.map(findingLine),
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
    `${graph.layers.length} layers`,
    `${code.length} code objects`,
  ].join(' · ')
}

function findingLine({ severity, rule, title, message }: Finding): string {
  return `  ${severity.padEnd(9)} ${rule} ${title}: ${escapeText(message)}`
}

function codeLines({
  id,
  name,
  python,
  likelyPython,
  filename,
  firstLine,
  uses,
  disassembly,
}: CodeObject): string[] {
  const places = uses.map(({ layer, slot }) => `${layer ?? 'model'}.${slot}`).join(', ')
  const versions = python.length === 0 ? 'no CPython' : `CPython ${python.join(' or ')}`
  const likely = likelyPython.length < python.length ? ` (likely ${likelyPython.join(' or ')})` : ''
  return [
    `  ${id} ${escapeText(name)} in ${escapeText(places)} · ${versions}${likely} · ${escapeText(filename)}:${firstLine}`,
    ...disassembly.split('\n').map((line) => `      ${escapeText(line)}`),
  ]
}
