import type { Effect } from '../../model/Effect.ts'
import { SEVERITIES, type Judgement, type Severity } from '../../model/Finding.ts'
import type { Model } from '../../model/Model.ts'
import type { Operation } from '../../model/Operation.ts'
import type { Detector } from '../Detector.ts'
import { listed, quoted } from '../wording.ts'
import { channelOf } from './channelOf.ts'
import { judgeChannel } from './judgeChannel.ts'
import { judgeOther } from './judgeOther.ts'
import type { Assessment } from './Assessment.ts'

/** Operations of TensorFlow graphs, in a SavedModel or a layer, that reach out of the graph. */
export const graphOperations: Detector = {
  id: 'graph-operations',
  title: 'What do its graphs do beyond computing?',
  explanation:
    'Operations of TensorFlow that read, write, connect, run other code or do harm, by what they are given and when they run; those by which every export saves and restores itself are left out.',
  *find(model: Model) {
    const judged = judgedIn(model)
    for (const { operation, assessment } of judged) yield toJudgement(operation, assessment)
    yield* judgeLoading(judged)
    yield* loaderNote(model, judged)
  },
}

interface Judged {
  readonly operation: Operation
  readonly assessment: Assessment
}

function judgedIn({ operations }: Model): readonly Judged[] {
  return operations.flatMap((operation) => {
    const isTensorFlow = !operation.op.includes('::') // as TorchScript names its operators
    const assessment = isTensorFlow && operation.role === null ? judgeOperation(operation) : null
    return assessment === null ? [] : [{ operation, assessment }]
  })
}

function judgeOperation(operation: Operation): Assessment | null {
  const channel = channelOf(operation)
  return channel === null ? judgeOther(operation) : judgeChannel(operation, channel)
}

function toJudgement(operation: Operation, assessment: Assessment): Judgement {
  const { rule, severity, text } = assessment
  const { op, layer, count, at } = operation
  const times = count === 1 ? '' : ` ×${count}`
  const effect = effectOf(operation, assessment)
  return {
    rule: layer === null ? rule : 'KER-030',
    severity,
    message: `${text} (${quoted(op)}${times}) ${whenRun(operation)}`,
    location: at,
    ...(layer === null ? {} : { layer }),
    ...(effect === null ? {} : { effect }),
  }
}

function effectOf({ runs }: Operation, { effect }: Assessment): Effect | null {
  return effect === null || runs === 'unreached' ? null : { kind: effect, when: runs }
}

function whenRun({ runs, graph, layer }: Operation): string {
  if (layer !== null) return `when layer ${quoted(layer)} is called`
  if (runs === 'load') return 'when the model is loaded'
  if (runs === 'call') return 'when the model is called'
  return graph === null ? 'where no signature leads' : `in ${quoted(graph)}, which nothing calls`
}

const ORDINARY_RULES: ReadonlySet<string> = new Set(['TF-006', 'TF-010'])

/** A loader asks nobody before it runs these. */
function* judgeLoading(judged: readonly Judged[]): Generator<Judgement> {
  const loading = judged.filter(
    ({ operation, assessment }) =>
      operation.runs === 'load' &&
      !ORDINARY_RULES.has(assessment.rule) &&
      isGrave(assessment.severity),
  )
  const [first] = loading
  if (first === undefined) return
  const names = [...new Set(loading.map(({ operation }) => operation.op))]
  yield {
    rule: 'TF-007',
    message: `Loading the model alone runs ${listed(names)}`,
    location: first.operation.at,
  }
}

function* loaderNote({ format }: Model, judged: readonly Judged[]): Generator<Judgement> {
  const first = judged.find(({ assessment }) => isGrave(assessment.severity))
  if (format !== 'saved-model' || first === undefined || first.operation.layer !== null) return
  yield {
    rule: 'TF-011',
    message: 'No safe_mode of any loader looks at the operations of a SavedModel',
    location: first.operation.at,
  }
}

function isGrave(severity: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf('medium')
}
