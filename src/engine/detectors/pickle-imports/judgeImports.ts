import type { Judgement, Severity } from '../../model/Finding.ts'
import type { Reference } from '../../model/Listing.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { CodeObject } from '../../model/Report.ts'
import { CAPABILITIES, type Capability } from '../names/Capability.ts'
import { evidenceIn } from '../names/evidence.ts'
import { DANGEROUS_ATTRIBUTES, DANGEROUS_BUILTINS, HIDDEN_MODULES } from '../names/python.table.ts'
import { counted, listed, quoted } from '../wording.ts'
import { RESOLVERS } from './gadgets.table.ts'
import { gradeImport, isClass, type ImportGrade } from './gradeImport.ts'
import { REBUILDERS } from './libraries.table.ts'

const MAX_REFERENCES = 50_000 // of one pickle that are judged; a model has some hundred
const MAX_FINDINGS = 40 // of one pickle; what is left out is told
const MAX_STRINGS = 2_000 // that are searched for what tells an intent
const MAX_TEXT = 20_000 // characters of each

/** One name, and what is made of it. */
export interface Judged {
  readonly reference: Reference
  readonly name: string
  readonly grade: ImportGrade
}

/** What the names of one pickle earn, the worst first. */
export function judgeImports(code: CodeObject): Judgement[] {
  const names = judgedNames(code)
  const scene = sceneOf(code, names)
  const single = names.flatMap((judged) => judgeOne(judged, code, scene) ?? [])
  const shown = single.toSorted(bySeverity).slice(0, MAX_FINDINGS)
  return [...shown, ...leftOut(single.length, code), ...judgeTogether(names, code)]
}

/** Every name once, and each call with other arguments. */
export function judgedNames({ code }: CodeObject): readonly Judged[] {
  const names = new Map<string, Judged>()
  for (const reference of code.references.slice(0, MAX_REFERENCES)) {
    const { path, called } = reference
    const name = path.join('.')
    const key = JSON.stringify([name, called, called ? reference.arguments : []])
    if (!names.has(key)) names.set(key, { reference, name, grade: gradeReference(reference) })
  }
  const called = new Set(
    [...names.values()].flatMap((one) => (one.reference.called ? [one.name] : [])),
  )
  return [...names.values()].filter(
    ({ reference, name }) => reference.called || !(called.has(name) || isFallback(name, called)),
  )
}

/** dill writes `getattr(dill._dill, '_setattr', setattr)`. */
function isFallback(name: string, called: ReadonlySet<string>): boolean {
  return name === 'builtins.setattr' && called.has('dill._dill._setattr')
}

/** What a persistent identifier or the extension registry stands for has no name here. */
function gradeReference({ path, root, called }: Reference): ImportGrade {
  if (root !== 'unknown') return gradeImport(path, called)
  return { kind: path[0]?.startsWith('persistent_load') === true ? 'persistent' : 'unresolved' }
}

/** Whether something does harm by itself: then a stream that is broken or odd was made for it. */
export function isHarmful({ grade, reference }: Judged): boolean {
  if (grade.kind === 'scanner') return true
  if (grade.kind === 'capable') return reference.called || CARRIES.has(grade.capability)
  return grade.kind === 'maker' && grade.direct && reference.called
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

function isOfResult({ path }: Reference): boolean {
  return path.some((part) => part.includes('()'))
}

function bySeverity(a: Judgement, b: Judgement): number {
  return ORDER.indexOf(a.severity ?? 'info') - ORDER.indexOf(b.severity ?? 'info')
}

const ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info']

function judgeOne(judged: Judged, code: CodeObject, scene: Scene): Judgement | null {
  const { grade } = judged
  switch (grade.kind) {
    case 'scanner':
      return { rule: 'PKL-013', message: scannerMessage(judged), ...placeOf(judged, code) }
    case 'attribute':
      return judgeAttribute(judged, code)
    case 'capable':
      return judgeCapable(judged, grade, code, scene)
    case 'standard':
      return judgeStandard(judged, code)
    case 'unresolved':
      return judgeUnresolved(judged, code)
    default:
      return null
  }
}

function scannerMessage({ name }: Judged): string {
  return `Loading imports ${quoted(name)}, a scanner of models`
}

/** Capabilities that a name carries wherever it is handed to. */
const CARRIES: ReadonlySet<Capability> = new Set([
  ...(['process', 'dynamic', 'native', 'switch', 'network', 'file', 'pivot', 'loader'] as const),
])

type Capable = Extract<ImportGrade, { kind: 'capable' }>

function judgeCapable(judged: Judged, grade: Capable, code: CodeObject, scene: Scene): Judgement {
  const { reference, name } = judged
  const place = { ...placeOf(judged, code), ...effectOf(grade.capability) }
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
  const place = placeOf(judged, code)
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
  const place = placeOf(judged, code)
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
  return { rule: 'PKL-008', severity: 'high', message, ...placeOf(judged, code) }
}

/** What is told of all names of a kind at once. */
function* judgeTogether(names: readonly Judged[], code: CodeObject): Generator<Judgement> {
  const unknown = names.filter(({ grade }) => grade.kind === 'unknown')
  const called = unknown.filter(({ reference }) => reference.called)
  const functions = called.filter(({ reference }) => isFunction(reference))
  yield* needed(functions, code, { severity: 'high', verb: 'Loading calls the function' })
  const classes = called.filter(({ reference }) => !isFunction(reference))
  yield* needed(classes, code, { severity: 'medium', verb: 'Loading makes objects of' })
  const named = unknown.filter(({ reference }) => !reference.called)
  yield* needed(named, code, { severity: 'low', verb: 'Loading imports' })
  yield* judgeMakers(names, code)
}

/** By its name: a class is built to be filled, and so is what rebuilds an object; a function is called for what it does. */
function isFunction({ path }: Reference): boolean {
  const last = path.at(-1)?.replaceAll('()', '') ?? ''
  return !isClass(last) && !REBUILDERS.test(last.slice(0, MAX_REBUILDER))
}

const MAX_REBUILDER = 100 // characters of a name that the pattern is asked about

function* needed(
  names: readonly Judged[],
  code: CodeObject,
  { severity, verb }: { readonly severity: Severity; readonly verb: string },
): Generator<Judgement> {
  const [first] = names
  if (first === undefined) return
  const distinct = [...new Set(names.map(({ name }) => name))]
  const message = `${verb} ${listed(distinct)}, of which nothing is known here`
  yield { rule: 'PKL-027', severity, message, ...placeOf(first, code) }
}

/** Functions made of code in the pickle; what that code does is judged by itself. */
function* judgeMakers(names: readonly Judged[], code: CodeObject): Generator<Judgement> {
  const makers = names.filter(({ grade, reference }) => grade.kind === 'maker' && reference.called)
  const [first] = makers
  if (first === undefined) return
  const isDirect = makers.every(({ grade }) => grade.kind === 'maker' && grade.direct)
  const run = makers.find(({ reference }) => isOfResult(reference) && !isOfTypeFinder(reference))
  if (run === undefined && !isDirect) return // each function is told where its code stands
  const distinct = [...new Set(makers.map(({ name }) => name))]
  const message = `Makes functions of code that it holds, with ${listed(distinct)}${run === undefined ? '' : ', and calls them'}`
  yield {
    rule: 'PKL-007',
    severity: run === undefined ? 'high' : 'critical',
    message: `${message} when it is loaded`,
    effect: { kind: 'dynamic-code', when: 'load' },
    ...placeOf(run ?? first, code),
  }
}

/** cloudpickle and dill find the type of code objects by a call, and call what it gives. */
function isOfTypeFinder({ path }: Reference): boolean {
  return path.some((part) => part === '_builtin_type()' || part === '_load_type()')
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

function placeOf(
  { reference, name }: Judged,
  { id, locations }: CodeObject,
): Pick<Judgement, 'location' | 'code'> {
  const { offset, length } = reference
  const piece = { kind: 'instruction', name, offset, length } as const
  return { location: rangeWithin(locations[0] ?? [], piece), code: id }
}

function effectOf(capability: Capability): Pick<Judgement, 'effect'> {
  const { effect } = CAPABILITIES[capability]
  return effect === null ? {} : { effect: { kind: effect, when: 'load' } }
}
