import type { Severity } from '../../model/Finding.ts'
import type { Operation } from '../../model/Operation.ts'
import { listed } from '../wording.ts'
import type { Channel, Target } from './channelOf.ts'
import { climbsOut, pathKind, type PathKind } from './targets.ts'
import type { Assessment } from './Assessment.ts'

/** Judges an operation that reads, writes or connects, by its worst target. */
export function judgeChannel(operation: Operation, channel: Channel): Assessment | null {
  const { does, targets } = channel
  if (does === 'network') return judgeConnection(operation, targets)
  if (targets.length === 0) return withoutTarget(operation, does)
  const graded = targets.map((target) => gradeTarget(operation, does, target))
  const worst = LEVELS.flatMap((level) => graded.filter(({ severity }) => severity === level))[0]
  if (worst === undefined) return null
  const { rule, severity } = worst
  const effect = rule === 'TF-009' ? 'network' : 'files'
  return {
    rule,
    severity,
    effect,
    text: `${VERBS[does]} ${objectOf(targets, 'a file whose path')}`,
  }
}

type Access = Exclude<Channel['does'], 'network'>

const LEVELS: readonly Severity[] = ['critical', 'high', 'medium', 'low']
const VERBS = { read: 'Reads', write: 'Writes', print: 'Prints to' } as const

interface Graded {
  readonly rule: 'TF-001' | 'TF-002' | 'TF-008' | 'TF-009'
  readonly severity: Severity
}

function gradeTarget(operation: Operation, does: Access, target: Target): Graded {
  const kind = target.text === null ? 'plain' : pathKind(target.text)
  const rule = ruleOf(does, kind)
  if (target.from === 'literal') return { rule, severity: literalSeverity(does, kind) }
  if (kind !== 'plain') return { rule, severity: 'high' }
  if (target.from === 'asset')
    return { rule, severity: climbsOut(target.text ?? '') ? 'high' : assetSeverity(does) }
  // neither its caller nor an asset says where: what the model was trained or built to is its author’s choice
  const isChosen = does !== 'read' && target.from === 'unknown'
  return { rule, severity: isChosen || operation.runs === 'load' ? 'high' : 'medium' }
}

function ruleOf(does: Access, kind: PathKind): Graded['rule'] {
  if (kind === 'remote') return 'TF-009'
  if (does === 'read') return 'TF-001'
  return kind === 'plain' ? 'TF-002' : 'TF-008'
}

/** Who wrote the graph chose what is written over; reading tells an intent only by what is read. */
function literalSeverity(does: Access, kind: PathKind): Severity {
  return does === 'read' && kind !== 'secret' ? 'high' : 'critical'
}

/** Models read files of their own, and write none. */
function assetSeverity(does: Access): Severity {
  return does === 'read' ? 'low' : 'medium'
}

/** Readers get their file names from a queue, writers of summaries their file from the operation that opens it. */
function withoutTarget({ runs }: Operation, does: Access): Assessment {
  const isRead = does === 'read'
  const whenCalled = isRead ? 'medium' : 'low'
  return {
    rule: isRead ? 'TF-001' : 'TF-002',
    severity: runs === 'load' ? 'high' : whenCalled,
    effect: 'files',
    text: isRead ? 'Reads files that a queue names' : 'Writes to a file that is opened elsewhere',
  }
}

/** What is known of the targets; `unnamed` begins to say what they are when nothing is. */
function objectOf(targets: readonly Target[], unnamed: string): string {
  const known = targets.flatMap(({ text }) => (text === null ? [] : [text]))
  if (known.length > 0) return listed([...new Set(known)])
  const [first] = targets
  if (first?.from === 'literal') return `${unnamed} the graph puts together`
  return first?.from === 'argument'
    ? `${unnamed} its caller gives`
    : `${unnamed} is only known when it runs`
}

const ELSEWHERE = /\/job:(?!localhost\b)/

function judgeConnection(operation: Operation, targets: readonly Target[]): Assessment | null {
  if (operation.op === 'RemoteCall') return judgeRemoteCall(targets)
  const literals = targets.filter(({ from }) => from === 'literal')
  const shown = literals.length > 0 ? ` with ${objectOf(literals, 'an address that')}` : ''
  const isOpen = targets.length > 0 && operation.runs === 'load'
  const unknown = isOpen ? 'high' : 'medium'
  return {
    rule: 'TF-003',
    severity: literals.length > 0 ? 'critical' : unknown,
    effect: 'network',
    text: `Connects to other machines${shown}`,
  }
}

/** The pipeline of a dataset calls functions on another device of the same machine. */
function judgeRemoteCall(targets: readonly Target[]): Assessment | null {
  const texts = targets.map(({ text }) => text ?? '')
  if (texts.some((text) => ELSEWHERE.test(text)))
    return {
      rule: 'TF-003',
      severity: 'high',
      effect: 'network',
      text: `Has functions run on ${objectOf(targets, 'a machine that')}`,
    }
  const isHere = targets.every(({ from, text }) => from === 'literal' && text !== null)
  if (isHere) return null
  const text = 'Has functions run on a device that is only known when it runs'
  return { rule: 'TF-003', severity: 'medium', effect: 'network', text }
}
