import type { Analysis, Report } from '../engine/index.ts'
import { isUnexamined } from '../engine/model/verdict.ts'
import { keptBytes } from './bytes.ts'
import type { Gap, Section } from './Comparison.ts'

const MAX_MESSAGES = 20 // of one side
const NO_HEADERS = 'not every header was read' // as the note of a file that was read by ranges ends

/** All that keeps two analyses from being wholly compared, said of the side that it is true of. */
export function gapsOf(before: Analysis, after: Analysis): readonly Gap[] {
  return [
    ...sideGaps(before, 'before'),
    ...sideGaps(after, 'after'),
    {
      side: 'both',
      section: 'weight',
      message:
        'Of weights the names, types, shapes and stored sizes are compared, never the values',
    },
  ]
}

/** Whether a section of a report holds all that there is in the file. */
export function isWhole(report: Report, section: Section): boolean {
  if (section === 'weight') return hasTensors(report) && isRead(report)
  return isRead(report)
}

function isRead({ passes, problems, complete }: Report): boolean {
  return passes.structure === 'done' && problems.length === 0 && complete
}

/** Headers of weights are read in the second pass, or instead of it from a file that lies elsewhere. */
function hasTensors({ passes, source, graph }: Report): boolean {
  if (passes.content === 'done') return true
  if (source.ranges === null || passes.content !== 'skipped') return false
  return graph.notes.some(isRangeNote) && !graph.notes.some((note) => note.endsWith(NO_HEADERS))
}

function isRangeNote(note: string): boolean {
  return note.startsWith('Read by ranges')
}

function sideGaps(analysis: Analysis, side: 'before' | 'after'): readonly Gap[] {
  const { report } = analysis
  const gap = (section: Section | null, message: string): Gap => ({ side, section, message })
  const messages = [
    ...report.problems.map(({ message }) => message),
    ...report.findings.filter(isUnexamined).map(({ message }) => message),
  ]
  const notes = report.graph.notes
  return [
    ...passGaps(report).map((message) => gap(null, message)),
    ...[...new Set(messages)].slice(0, MAX_MESSAGES).map((message) => gap(null, message)),
    ...more(messages.length - MAX_MESSAGES).map((message) => gap(null, message)),
    ...notes.slice(0, MAX_MESSAGES).map((note) => gap(isRangeNote(note) ? null : 'layer', note)),
    ...(hasTensors(report) ? [] : [gap('weight', 'The headers of its weights were not all read')]),
    ...(hasConfigs(analysis)
      ? []
      : [gap('config', 'The text of its configuration is not at hand: values are not compared')]),
  ]
}

function passGaps({ passes }: Report): readonly string[] {
  return [
    ...(passes.structure === 'done' ? [] : [`Its structure was ${STATES[passes.structure]}`]),
    ...(passes.content === 'done'
      ? []
      : [`Reading every byte of it, for its hash and for YARA, was ${STATES[passes.content]}`]),
  ]
}

const STATES = {
  pending: 'not yet done when this was compared',
  skipped: 'left out',
  limited: 'ended by a limit',
  done: 'done',
} as const

function more(count: number): readonly string[] {
  return count > 0 ? [`${count} more parts of it were not examined`] : []
}

/** Whether what layers and parts are made of was kept. */
function hasConfigs(analysis: Analysis): boolean {
  const { graph, parts } = analysis.report
  const texts = parts.filter(({ type }) => type === 'json')
  const isKept = texts.every(({ location }) => keptBytes(analysis, location) !== null)
  return isKept && graph.layers.every(({ at }) => keptBytes(analysis, at) !== null)
}
