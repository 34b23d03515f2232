import type { Judgement, Severity } from '../../model/Finding.ts'
import { SEVERITIES } from '../../model/Finding.ts'
import type { CodeObject } from '../../model/Report.ts'
import type { Detector } from '../Detector.ts'
import { CAPABILITIES } from '../names/Capability.ts'
import { isHidden, raised } from '../placement.ts'
import { counted, listed, quoted, whenRun } from '../wording.ts'
import { judgeConstants } from './judgeConstants.ts'
import { judgeHidden } from './judgeHidden.ts'
import { judgeModuleKeys } from './judgeModuleKeys.ts'
import { intentOf } from './intent.ts'
import { atInstruction } from './places.ts'
import { reachedNames, type Capable, type ReachedNames } from './reachedNames.ts'
import { sceneOf, type Scene } from './Scene.ts'
import { hiddenAs, subjectsOf, type Subject } from './Subject.ts'

const MAX_FINDINGS = 40 // of one code object; what is left out is told

/** What decoded code reaches, graded by what it can do, whether it is called, and what its constants say. */
export const dangerousNames: Detector = {
  id: 'dangerous-names',
  title: 'What does the code reach?',
  explanation:
    'Every name that decoded code imports, calls or passes on, graded by what it can do and by what the constants beside it tell.',
  *find({ code }) {
    for (const object of code) {
      const lift = isHidden(object.uses) ? raised : (severity: Severity) => severity
      for (const judgement of judgeCode(object)) {
        const severity = judgement.severity ?? 'info'
        yield { ...judgement, severity: lift(severity), code: object.id, ...layerOf(object) }
      }
    }
  },
}

function layerOf({ layer }: CodeObject): { layer?: string } {
  return layer === null ? {} : { layer }
}

/** The payload, and each stage of what it hides. */
function judgeCode(code: CodeObject): Judgement[] {
  return [...[...subjectsOf(code)].flatMap(judgeSubject), ...judgeHidden(code)]
}

function judgeSubject(subject: Subject): Judgement[] {
  const names = reachedNames(subject)
  const scene = sceneOf(subject, names.called)
  const capable = names.capable.map((name) => judgeName(name, subject, scene)).toSorted(bySeverity)
  const isTold = capable.some(({ severity }) => severity === 'critical')
  return [
    ...(subject.stage === null ? judgeModuleKeys(subject.code, names) : []),
    ...capable.slice(0, MAX_FINDINGS),
    ...leftOut(subject, capable.length - MAX_FINDINGS),
    ...(isTold ? [] : judgeConstants(subject, scene)),
    ...judgeUnknown(subject, names),
  ]
}

function bySeverity(a: Judgement, b: Judgement): number {
  return rankOf(a) - rankOf(b)
}

function rankOf({ severity, rule }: Judgement): number {
  const order = Object.values(CAPABILITIES).findIndex((speech) => speech.rule === rule)
  return SEVERITIES.indexOf(severity ?? 'info') * 100 + order
}

function judgeName(name: Capable, subject: Subject, scene: Scene): Judgement {
  const { capability, detour } = name.grade
  const { rule, severities } = CAPABILITIES[capability]
  const intent = intentOf(capability, name.reference, scene)
  const [withIntent, whenCalled, whenReached] = severities
  const bare = name.reference.called ? whenCalled : whenReached
  const rules = { global: 'KER-011', 're-export': 'KER-013' } as const
  return {
    rule: detour === null || capability === 'review' ? rule : rules[detour],
    severity: intent === null ? bare : withIntent,
    message: sentence(name, subject, intent),
    location: atInstruction(subject, name.path.join('.'), name.reference),
  }
}

function sentence(
  { path, reference, grade }: Capable,
  subject: Subject,
  intent: string | null,
): string {
  const name = path.join('.')
  if (!reference.called) return `Reaches ${quoted(name)} ${when(subject)}${intent ?? ''}`
  const literals = reference.arguments.length === 0 ? '…' : reference.arguments.join(', ')
  const { verb } = CAPABILITIES[grade.capability]
  return `${verb} ${quoted(`${name}(${literals})`)} ${when(subject)}${intent ?? ''}`
}

function when(subject: Subject): string {
  const [use] = subject.code.uses
  return `${use === undefined ? '' : whenRun(use)}${hiddenAs(subject)}`
}

function* leftOut(subject: Subject, count: number): Generator<Judgement> {
  if (count > 0)
    yield {
      rule: 'COD-012',
      severity: 'medium',
      message: `Reaches ${counted(count, 'more name')} that can do harm ${when(subject)}`,
      location: subject.at,
    }
}

function* judgeUnknown(subject: Subject, { imports, author }: ReachedNames): Generator<Judgement> {
  const location = subject.at
  if (imports.length > 0)
    yield {
      rule: 'COD-013',
      severity: 'medium',
      message: `Imports ${listed(imports)} ${when(subject)}`,
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
