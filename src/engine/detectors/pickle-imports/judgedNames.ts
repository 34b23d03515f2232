import type { Judgement } from '../../model/Finding.ts'
import type { Reference } from '../../model/Listing.ts'
import type { CodeObject } from '../../model/Report.ts'
import type { Capability } from '../names/Capability.ts'
import { gradeImport, type ImportGrade } from './gradeImport.ts'
import { placeOf } from './placeOf.ts'

const MAX_REFERENCES = 50_000 // of one pickle that are judged; a model has some hundred

/** One name, and what is made of it. */
export interface Judged {
  readonly reference: Reference
  readonly name: string
  readonly grade: ImportGrade
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

/** Capabilities that a name carries wherever it is handed to. */
export const CARRIES: ReadonlySet<Capability> = new Set([
  ...(['process', 'dynamic', 'native', 'switch', 'network', 'file', 'pivot', 'loader'] as const),
])

/** Whether it goes on from what a call gave back. */
export function isOfResult({ path }: Reference): boolean {
  return path.some((part) => part.includes('()'))
}

/** The opcode that reaches a name. */
export function placeAt(
  { reference, name }: Judged,
  code: CodeObject,
): Pick<Judgement, 'location' | 'code'> {
  return placeOf(code, { name, offset: reference.offset, length: reference.length })
}
