import type { Judgement, Severity } from '../../model/Finding.ts'
import type { Reference } from '../../model/Listing.ts'
import type { CodeObject } from '../../model/Report.ts'
import { CAPABILITIES, type Capability } from '../names/Capability.ts'
import { evidenceIn } from '../names/evidence.ts'
import { DANGEROUS_ATTRIBUTES, DANGEROUS_BUILTINS, HIDDEN_MODULES } from '../names/python.table.ts'
import { counted, quoted } from '../wording.ts'
import { RESOLVERS } from './gadgets.table.ts'
import { isClass, type ImportGrade } from './gradeImport.ts'
import { CARRIES, isOfResult, judgedNames, placeAt, type Judged } from './judgedNames.ts'
import { judgeTogether } from './judgeTogether.ts'

const MAX_FINDINGS = 40 // of one pickle; what is left out is told
const MAX_STRINGS = 2_000 // that are searched for what tells an intent
const MAX_TEXT = 20_000 // characters of each

/** What the names of one pickle earn, the worst first. */
export function judgeImports(code: CodeObject): Judgement[] {
  const names = judgedNames(code)
  const scene = sceneOf(code, names)
  const single = names.flatMap((judged) => judgeOne(judged, code, scene) ?? [])
  const shown = single.toSorted(bySeverity).slice(0, MAX_FINDINGS)
  return [...shown, ...leftOut(single.length, code), ...judgeTogether(names, code)]
}

interface Scene {
  /** What in the texts of the pickle tells an intent. */
  readonly evidence: string | null
  /** A call of what another call gave back: a name that is only handed on may be what is called. */
  readonly callsOn: boolean
}

function sceneOf({ strings }: CodeObject, names: readonly Judged[]): Scene {
  const texts = strings.slice(0, MAX_STRINGS).map(({ text }) => text.slice(0, MAX_TEXT))
  const isNeeded = names.some(({ grade }) => grade.kind === 'capable')
  const told = isNeeded
    ? texts.flatMap(evidenceIn).find(({ kind }) => TELLING.has(kind))
    : undefined
  const callsOn = names.some(({ reference }) => reference.called && isOfResult(reference))
  return { evidence: told?.text ?? null, callsOn }
}

const TELLING: ReadonlySet<string> = new Set(['command', 'address', 'code'])

function bySeverity(a: Judgement, b: Judgement): number {
  return ORDER.indexOf(a.severity ?? 'info') - ORDER.indexOf(b.severity ?? 'info')
}

const ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info']

function judgeOne(judged: Judged, code: CodeObject, scene: Scene): Judgement | null {
  const { grade } = judged
  if (grade.kind === 'capable') return judgeCapable(judged, grade, code, scene)
  return JUDGES[grade.kind]?.(judged, code) ?? null
}

type Judge = (judged: Judged, code: CodeObject) => Judgement | null

/** Other kinds are quiet, or told together. */
const JUDGES: Readonly<Partial<Record<ImportGrade['kind'], Judge>>> = {
  scanner: judgeScanner,
  attribute: judgeAttribute,
  standard: judgeStandard,
  unresolved: judgeUnresolved,
}

function judgeScanner(judged: Judged, code: CodeObject): Judgement {
  const message = `Loading imports ${quoted(judged.name)}, a scanner of models`
  return { rule: 'PKL-013', message, ...placeAt(judged, code) }
}

type Capable = Extract<ImportGrade, { kind: 'capable' }>

function judgeCapable(judged: Judged, grade: Capable, code: CodeObject, scene: Scene): Judgement {
  const { reference, name } = judged
  const place = { ...placeAt(judged, code), ...effectOf(grade.capability) }
  if (!reference.called) return { ...judgeNamed(name, grade, scene), ...place }
  const { verb } = CAPABILITIES[grade.capability]
  return {
    rule: calledRule(name, grade),
    severity: calledSeverity(grade, name),
    message: `${verb} ${quoted(callText(reference))} when it is loaded`,
    ...place,
  }
}

function callText({ path, arguments: literals }: Reference): string {
  return `${path.join('.')}(${literals.length === 0 ? '…' : literals.join(', ')})`
}

const BY_CAPABILITY: ReadonlyMap<Capability, string> = new Map([
  ['network', 'PKL-010'],
  ['file', 'PKL-010'],
  ['reading', 'PKL-010'],
  ['pivot', 'PKL-008'],
])

function calledRule(name: string, { capability, isGadget, isRemote }: Capable): string {
  if (isRemote) return 'PKL-020'
  if (RESOLVERS.has(name.replaceAll('()', ''))) return 'PKL-008'
  if (isGadget) return 'PKL-009'
  return BY_CAPABILITY.get(capability) ?? 'PKL-001'
}

function calledSeverity({ capability, isRemote }: Capable, name: string): Severity {
  if (isRemote) return 'high'
  if (CARRIES.has(capability)) return 'critical'
  return capability === 'review' && !SYSTEM.test(name) ? 'medium' : 'high'
}

const SYSTEM = /^(?:os|sys|posix|nt|builtins|__builtin__)\./

/** A name that is imported and not called: handed to something, or to be called through what the loader makes of it. */
function judgeNamed(
  name: string,
  { capability }: Capable,
  { evidence, callsOn }: Scene,
): Pick<Judgement, 'rule' | 'severity' | 'message'> {
  const message = `Loading imports ${quoted(name)}`
  const rule = 'PKL-002'
  if (!CARRIES.has(capability)) return { rule, severity: 'medium', message }
  if (evidence !== null)
    return { rule, severity: 'critical', message: `${message}, beside ${quoted(evidence)}` }
  if (callsOn)
    return { rule, severity: 'critical', message: `${message}, and calls what a call gave back` }
  return { rule, severity: 'high', message }
}

/** `getattr(model, 'units')` reads a field; a name that leads out, or one that is made up, is a way round. */
function judgeAttribute(judged: Judged, code: CodeObject): Judgement | null {
  const { reference } = judged
  if (!reference.called) return null
  const literals = reference.arguments.flatMap((literal) => literalText(literal) ?? [])
  const leading = literals.find((text) => text.split('.').some(leadsOut))
  const place = placeAt(judged, code)
  const message = `Reaches into the interpreter with ${quoted(callText(reference))} when it is loaded`
  const effect = { kind: 'dynamic-code', when: 'load' } as const
  if (leading !== undefined) return { rule: 'PKL-008', message, effect, ...place }
  if (literals.length > 0) return null
  return { rule: 'PKL-008', severity: 'high', message, effect, ...place }
}

function leadsOut(name: string): boolean {
  return DANGEROUS_ATTRIBUTES.has(name) || DANGEROUS_BUILTINS.has(name) || HIDDEN_MODULES.has(name)
}

function literalText(literal: string): string | null {
  return /^[bu]?(['"])([^]*)\1$/.exec(literal)?.[2] ?? null
}

function judgeStandard(judged: Judged, code: CodeObject): Judgement {
  const { reference, name } = judged
  const isOfClass = isClass(reference.path.at(-1) ?? '')
  const place = placeAt(judged, code)
  if (!reference.called)
    return {
      rule: 'PKL-028',
      severity: 'low',
      message: `Loading imports ${quoted(name)}`,
      ...place,
    }
  const message = `Calls ${quoted(callText(reference))} when it is loaded`
  return { rule: 'PKL-028', severity: isOfClass ? 'medium' : 'high', message, ...place }
}

function judgeUnresolved(judged: Judged, code: CodeObject): Judgement {
  const { reference, name } = judged
  const what = reference.called ? `calls ${quoted(callText(reference))}` : `imports ${quoted(name)}`
  const message = `Loading ${what}: the name is made up only then`
  return { rule: 'PKL-008', severity: 'high', message, ...placeAt(judged, code) }
}

function* leftOut(count: number, code: CodeObject): Generator<Judgement> {
  if (count > MAX_FINDINGS)
    yield {
      rule: 'PKL-002',
      severity: 'medium',
      message: `Reaches ${counted(count - MAX_FINDINGS, 'more name')} that can do harm when it is loaded`,
      location: code.locations[0] ?? [],
      code: code.id,
    }
}

function effectOf(capability: Capability): Pick<Judgement, 'effect'> {
  const { effect } = CAPABILITIES[capability]
  return effect === null ? {} : { effect: { kind: effect, when: 'load' } }
}
