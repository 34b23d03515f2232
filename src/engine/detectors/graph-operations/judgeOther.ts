import type { Severity } from '../../model/Finding.ts'
import type { Operand, Operation } from '../../model/Operation.ts'
import { effectOf, type OperationGroup } from '../../model/tensorflow/effectOps.ts'
import { listed, quoted } from '../wording.ts'
import type { Assessment } from './Assessment.ts'

/** Judges an operation that runs foreign code, a hidden graph or none of TensorFlow's, or that only costs. */
export function judgeOther(operation: Operation): Assessment | null {
  const remark = judgeRemark(operation)
  if (remark !== null) return remark
  const group = effectOf(operation.op)?.group
  return group === undefined ? null : judgeGroup(operation, group)
}

function judgeGroup(operation: Operation, group: OperationGroup): Assessment | null {
  switch (group) {
    case 'code':
      return judgeCode(operation)
    case 'graph':
      return {
        rule: 'TF-005',
        severity: 'high',
        effect: 'dynamic-code',
        text: 'Runs a graph that stands in a text',
      }
    case 'denial':
      return judgeDenial(operation)
    case 'unknown':
      return {
        rule: 'TF-004',
        severity: 'medium',
        effect: null,
        text: `Needs ${quoted(operation.op)}, which TensorFlow does not have, and so native code that is loaded beside it`,
      }
    case 'read':
    case 'write':
    case 'network':
      return null
  }
}

/** Ones that ordinary exports of other frameworks hold; what their programs do is not looked into. */
const COMPILED: ReadonlySet<string> = new Set(['XlaCallModule', 'MlirPassthroughOp'])
const OF_PROCESS: ReadonlySet<string> = new Set(['PyFunc', 'PyFuncStateless', 'EagerPyFunc'])

function judgeCode({ op, operands }: Operation): Assessment {
  const names = operands.flatMap(({ text }) => (text === null ? [] : [text]))
  const shown = names.length === 0 ? '' : ` ${listed(names)}`
  const isCompiled = COMPILED.has(op)
  const native = isCompiled ? 'a compiled program that is not looked into' : `native code${shown}`
  return {
    rule: 'TF-004',
    severity: isCompiled ? 'medium' : 'high',
    effect: 'dynamic-code',
    text: OF_PROCESS.has(op) ? `Calls a Python function of the loading process` : `Runs ${native}`,
  }
}

function judgeDenial({ op }: Operation): Assessment {
  const severity: Severity = op === 'Timestamp' ? 'info' : 'medium'
  return {
    rule: 'TF-006',
    severity,
    effect: null,
    text: DENIALS.get(op) ?? 'Holds up what runs it',
  }
}

const DENIALS: ReadonlyMap<string, string> = new Map([
  ['Abort', 'Ends the process that runs it'],
  ['SleepDataset', 'Waits'],
  ['ExperimentalSleepDataset', 'Waits'],
  ['Barrier', 'Waits for others'],
  ['Timestamp', 'Asks for the time'],
])

/** What a node of any operation was told for: no compiler writes it. */
function judgeRemark({ operands }: Operation): Assessment | null {
  const [operand, ...others] = operands
  if (operand?.text == null || others.length > 0) return null
  const text = REMARKS.get(operand.name)?.(operand)
  if (text === undefined) return null
  const isLarge = operand.name === 'elements'
  return {
    rule: isLarge ? 'TF-006' : 'TF-010',
    severity: isLarge ? 'medium' : 'low',
    effect: null,
    text,
  }
}

const REMARKS: ReadonlyMap<string, (operand: Operand) => string> = new Map([
  ['elements', ({ text }: Operand) => `Makes a tensor of ${text ?? ''} elements`],
  ['recursion', ({ text }: Operand) => `Calls itself in a circle, ${quoted(text ?? '')}`],
  ['shape', ({ text }: Operand) => `Has the shape ${quoted(text ?? '')}, which none can have`],
  ['dtype', ({ text }: Operand) => `Has the type ${text ?? ''}, which TensorFlow does not have`],
])
