import type { Collection } from './Collection.ts'
import { indicatorsOf } from './indicators/indicatorsOf.ts'
import { likelyPython } from './detectors/python-range/likelyPython.ts'
import { effectsOf } from './detectors/effectsOf.ts'
import { isComplete, reasonOf, verdictOf } from './model/verdict.ts'
import type { Subject } from './examine.ts'
import type { ConfigurationText } from './indicators/textsOf.ts'
import { judge } from './judge.ts'
import { locationKey } from './model/Location.ts'
import type { Model } from './model/Model.ts'
import {
  REPORT_SCHEMA,
  type Passes,
  type Report,
  type Source,
  type YaraMatch,
} from './model/Report.ts'

/** The report of what is known so far. */
export function toReport(known: {
  source: Source
  subjects: readonly Subject[]
  collection: Collection
  passes: Passes
  yara: readonly YaraMatch[]
}): Report {
  const { source, subjects, collection, passes, yara } = known
  const format = subjects[0]?.format
  const { facts, layers, notes, tensors, references, operations, outside, problems, parts } =
    collection
  const model = toModel(collection, { format: format?.id ?? 'unknown', yara })
  const findings = judge(model)
  return {
    schema: REPORT_SCHEMA,
    source,
    format: model.format,
    formatTitle: format?.title ?? 'Unknown format',
    verdict: verdictOf(findings, model),
    reason: reasonOf(findings, model),
    complete: isComplete(findings, model),
    passes,
    facts: [...facts],
    graph: { layers: [...layers], notes: [...notes] },
    tensors: [...tensors],
    code: model.code,
    references: [...references],
    parts: [...parts],
    yara,
    operations: [...operations],
    outside: [...outside],
    findings,
    effects: effectsOf(findings),
    indicators: model.indicators,
    settled: null,
    problems: [...problems],
  }
}

/** What the detectors judge. */
function toModel(collection: Collection, known: Pick<Model, 'format' | 'yara'>): Model {
  const { facts, layers, tensors, references, operations, outside, oddities, problems } = collection
  const likely = likelyPython(facts)
  const code = collection.code.objects.map((object) => ({
    ...object,
    likelyPython: likely(object.python),
  }))
  const lists = { facts, layers, tensors, references, operations, outside, oddities, problems }
  const model = { ...known, ...lists, code }
  return { ...model, indicators: indicatorsOf(model, configurationsOf(collection)) }
}

/** The bytes of configurations, in which an address or a token may stand beside what was understood. */
function configurationsOf({ parts, contents }: Collection): readonly ConfigurationText[] {
  return parts.flatMap(({ type, location }) => {
    const bytes =
      type === 'json' || type === 'yaml' ? contents.get(locationKey(location)) : undefined
    return bytes === undefined ? [] : [{ bytes, at: location }]
  })
}
