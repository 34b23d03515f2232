import type { Judgement, Severity } from '../../model/Finding.ts'
import { SEVERITIES } from '../../model/Finding.ts'
import type { CodeObject } from '../../model/Report.ts'
import type { Detector } from '../Detector.ts'
import { CAPABILITIES } from '../names/Capability.ts'
import { isHidden, momentOf, raised } from '../placement.ts'
import { counted, listed } from '../wording.ts'
import { judgeConstants } from './judgeConstants.ts'
import { judgeHidden } from './judgeHidden.ts'
import { judgeModuleKeys } from './judgeModuleKeys.ts'
import { judgeName, whenOf } from './judgeName.ts'
import { reachedNames, type ReachedNames } from './reachedNames.ts'
import { sceneOf } from './Scene.ts'
import { MAX_STAGES, subjectsOf, type Subject } from './Subject.ts'

const MAX_FINDINGS = 40 // of one code object; what is left out is told

/**
 * What decoded code reaches, graded by what it can do, whether it is called, and what its constants say. One level
 * more for code that stands only where few look, and one for what is hidden in constants. Pickles have a detector of
 * their own.
 */
export const dangerousNames: Detector = {
  id: 'dangerous-names',
  title: 'What does the code reach?',
  explanation:
    'Every name that decoded code imports, calls or passes on, graded by what it can do and by what the constants beside it tell.',
  *find({ code }) {
    for (const object of code)
      if (object.machine === 'cpython')
        for (const judgement of judgeCode(object)) yield placed(judgement, object)
  },
}

/** The judgement with the code and the layer that it speaks of, and its grade by where the code stands. */
function placed({ effect, ...judgement }: Judgement, object: CodeObject): Judgement {
  const { id, layer, uses } = object
  const severity = judgement.severity ?? 'info'
  return {
    ...judgement,
    severity: isHidden(uses) ? raised(severity) : severity,
    code: id,
    ...(layer === null ? {} : { layer }),
    ...(effect === undefined ? {} : { effect: { ...effect, when: momentOf(uses) } }),
  }
}

/** The payload, and each stage of what it hides. */
function judgeCode(code: CodeObject): Judgement[] {
  const subjects = [...subjectsOf(code)]
  return [...subjects.flatMap(judgeSubject), ...judgeHidden(code), ...judgeLimits(code, subjects)]
}

/** COD-017: what lies beyond a limit was not judged, whatever else was found. */
function* judgeLimits(code: CodeObject, subjects: readonly Subject[]): Generator<Judgement> {
  const cut = subjects.find(({ complete }) => !complete)
  if (cut !== undefined || code.stages.length > MAX_STAGES)
    yield {
      rule: 'COD-017',
      severity: 'medium',
      message: `More code, names or texts stand in it than were looked into`,
      location: cut?.at ?? code.locations[0] ?? [],
    }
}

function judgeSubject(subject: Subject): Judgement[] {
  const names = reachedNames(subject)
  const scene = sceneOf(subject, names.called)
  const lift = subject.isUnpacked ? raised : (severity: Severity) => severity
  const capable = names.capable.map((name) => judgeName(name, subject, scene)).toSorted(bySeverity)
  const isTold = capable.some(({ severity }) => severity === 'critical')
  const judgements = [
    ...(subject.stage === null ? judgeModuleKeys(subject.code, names) : []),
    ...capable.slice(0, MAX_FINDINGS),
    ...leftOut(subject, capable.length - MAX_FINDINGS),
    ...(isTold ? [] : judgeConstants(subject, scene)),
    ...judgeUnknown(subject, names),
  ]
  return judgements.map((one) => ({ ...one, severity: lift(one.severity ?? 'info') }))
}

function bySeverity(a: Judgement, b: Judgement): number {
  return rankOf(a) - rankOf(b)
}

function rankOf({ severity, rule }: Judgement): number {
  const order = Object.values(CAPABILITIES).findIndex((speech) => speech.rule === rule)
  return SEVERITIES.indexOf(severity ?? 'info') * 100 + order
}

function* leftOut(subject: Subject, count: number): Generator<Judgement> {
  if (count > 0)
    yield {
      rule: 'COD-012',
      severity: 'medium',
      message: `Reaches ${counted(count, 'more name')} that can do harm ${whenOf(subject)}`,
      location: subject.at,
    }
}

function* judgeUnknown(subject: Subject, { imports, author }: ReachedNames): Generator<Judgement> {
  const location = subject.at
  if (imports.length > 0)
    yield {
      rule: 'COD-013',
      severity: 'medium',
      message: `Imports ${listed(imports)} ${whenOf(subject)}`,
      location,
    }
  if (author.length > 0 && subject.stage === null)
    yield {
      rule: 'COD-014',
      severity: 'info',
      message: `Uses ${listed(author)} of the author's, which the file does not hold`,
      location,
    }
}
