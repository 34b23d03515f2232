import type { Judgement, Severity } from '../../model/Finding.ts'
import { CAPABILITIES, type Capability } from '../names/Capability.ts'
import { raised } from '../placement.ts'
import { quoted, whenRun } from '../wording.ts'
import { intentOf } from './intent.ts'
import { atInstruction } from './places.ts'
import type { Capable } from './reachedNames.ts'
import type { Scene } from './Scene.ts'
import { hiddenAs, type Subject } from './Subject.ts'

/** What one name that code reaches earns, with its evidence. */
export function judgeName(name: Capable, subject: Subject, scene: Scene): Judgement {
  const { capability } = name.grade
  const intent = intentOf(capability, name.reference, scene)
  return {
    rule: ruleOf(name),
    severity: severityOf(name, intent),
    message: sentence(name, subject, intent),
    location: atInstruction(subject, name.path.join('.'), name.reference),
    ...effectOf(capability),
  }
}

const DETOURS = { global: 'KER-011', 're-export': 'KER-013' } as const

function ruleOf({ grade: { capability, detour } }: Capable): string {
  const isPlain = detour === null || capability === 'review' || capability === 'crypto'
  return isPlain ? CAPABILITIES[capability].rule : DETOURS[detour]
}

/** Capabilities that are critical when they are called through a module that Keras itself provides. */
const GRAVE: ReadonlySet<Capability> = new Set(['process', 'dynamic', 'native'])

function severityOf({ reference, grade }: Capable, intent: string | null): Severity {
  const { capability, detour } = grade
  const [withIntent, whenCalled, whenReached] = CAPABILITIES[capability].severities
  const bare = reference.called ? whenCalled : whenReached
  const plain = intent === null ? bare : withIntent
  if (!reference.called || capability === 'review' || detour === null) return plain
  if (detour === 're-export') return raised(plain)
  return GRAVE.has(capability) ? 'critical' : plain
}

/** The effect of a capability. When it takes place is known of the whole code only. */
function effectOf(capability: Capability): Pick<Judgement, 'effect'> {
  const { effect } = CAPABILITIES[capability]
  return effect === null ? {} : { effect: { kind: effect, when: 'call' } }
}

function sentence(
  { path, reference, grade }: Capable,
  subject: Subject,
  intent: string | null,
): string {
  const name = path.join('.')
  if (!reference.called) return `Reaches ${quoted(name)} ${whenOf(subject)}${intent ?? ''}`
  const literals = reference.arguments.length === 0 ? '…' : reference.arguments.join(', ')
  const { verb } = CAPABILITIES[grade.capability]
  return `${verb} ${quoted(`${name}(${literals})`)} ${whenOf(subject)}${intent ?? ''}`
}

/** When what is judged runs, and in which stage it is hidden, as the end of a sentence. */
export function whenOf(subject: Subject): string {
  const [use] = subject.code.uses
  return `${use === undefined ? '' : whenRun(use)}${hiddenAs(subject)}`
}
