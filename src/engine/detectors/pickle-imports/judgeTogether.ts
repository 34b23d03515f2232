import type { Judgement, Severity } from '../../model/Finding.ts'
import type { Reference } from '../../model/Listing.ts'
import type { CodeObject } from '../../model/Report.ts'
import { listed } from '../wording.ts'
import { rebuilds } from './gradeImport.ts'
import { isOfResult, placeAt, type Judged } from './judgedNames.ts'

/** What is told of all names of a kind at once. */
export function* judgeTogether(names: readonly Judged[], code: CodeObject): Generator<Judgement> {
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
  return !rebuilds(path.at(-1)?.replaceAll('()', '') ?? '')
}

function* needed(
  names: readonly Judged[],
  code: CodeObject,
  { severity, verb }: { readonly severity: Severity; readonly verb: string },
): Generator<Judgement> {
  const [first] = names
  if (first === undefined) return
  const distinct = [...new Set(names.map(({ name }) => name))]
  const message = `${verb} ${listed(distinct)}, of which nothing is known here`
  yield { rule: 'PKL-027', severity, message, ...placeAt(first, code) }
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
    ...placeAt(run ?? first, code),
  }
}

/** cloudpickle and dill find the type of code objects by a call, and call what it gives. */
function isOfTypeFinder({ path }: Reference): boolean {
  return path.some((part) => part === '_builtin_type()' || part === '_load_type()')
}
