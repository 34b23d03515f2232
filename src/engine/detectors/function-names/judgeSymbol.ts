import type { EffectKind } from '../../model/Effect.ts'
import type { Severity } from '../../model/Finding.ts'
import type { FunctionReference } from '../../model/Report.ts'
import { effectOf, type OperationGroup } from '../../model/tensorflow/effectOps.ts'
import { evidenceIn } from '../names/evidence.ts'
import { quoted, whenRun } from '../wording.ts'
import type { Judged } from './judgeLookup.ts'
import { SYMBOLS, type SymbolGroup } from './symbols.table.ts'

/** `config.function` of a TFOpLambda: any public symbol of TensorFlow, called with the layer's input. */
export function judgeSymbol(reference: FunctionReference): Judged | null {
  const { text, layer, slot, arguments: given } = reference
  const name = text.replace(/^(?:tf\.)?(?:compat\.v[12]\.)?/, '')
  const speech = speechOf(groupOf(name))
  if (speech === null) return null
  const { verb, severity, effect } = speech
  const shown = given === null ? '' : ` and ${quoted(given)}`
  const intends = severity !== 'medium' && given !== null && evidenceIn(given).length > 0
  return {
    rule: 'KER-029',
    severity: intends ? 'critical' : severity,
    message: `${verb} ${quoted(`tf.${name}`)}${shown} ${whenRun({ layer, slot })}`,
    ...(effect === null ? {} : { effect: { kind: effect, when: 'call' } }),
  }
}

/** Names without a dot are functions over tensors, but for those in the table. */
function groupOf(name: string): SymbolGroup | OperationGroup {
  if (name.startsWith('raw_ops.'))
    return effectOf(name.slice('raw_ops.'.length))?.group ?? 'ordinary'
  const path = name.split('.').slice(0, MAX_SEGMENTS)
  for (let count = path.length; count > 0; count -= 1) {
    const found = SYMBOLS.get(path.slice(0, count).join('.'))
    if (found !== undefined) return found
  }
  return name.includes('.') ? 'unknown' : 'ordinary'
}

const MAX_SEGMENTS = 8 // the longest public name has seven

interface Speech {
  /** Begins the sentence. */
  readonly verb: string
  readonly severity: Severity
  readonly effect: EffectKind | null
}

function speechOf(group: SymbolGroup | OperationGroup): Speech | null {
  return SPEECHES[group]
}

const SPEECHES: Readonly<Record<SymbolGroup | OperationGroup, Speech | null>> = {
  native: { verb: 'Calls native code with', severity: 'critical', effect: 'dynamic-code' },
  python: {
    verb: 'Calls Python of the loading process with',
    severity: 'critical',
    effect: 'dynamic-code',
  },
  loader: { verb: 'Loads another model with', severity: 'critical', effect: 'dynamic-code' },
  write: { verb: 'Writes files with', severity: 'critical', effect: 'files' },
  read: { verb: 'Reads files with', severity: 'high', effect: 'files' },
  network: { verb: 'Reaches the network with', severity: 'high', effect: 'network' },
  code: {
    verb: 'Runs code that is not in the file with',
    severity: 'high',
    effect: 'dynamic-code',
  },
  graph: {
    verb: 'Runs a graph that stands in a text with',
    severity: 'critical',
    effect: 'dynamic-code',
  },
  effect: { verb: 'Calls', severity: 'medium', effect: null },
  denial: { verb: 'Calls', severity: 'medium', effect: null },
  unknown: { verb: 'Calls', severity: 'medium', effect: null },
  ordinary: null,
}
