import type { Lambda, Parameter, Parameters } from '../ast.ts'
import { elementText } from './displays.ts'
import { LEVEL } from './level.ts'
import { nameText } from './name.ts'
import type { Sheet } from './Sheet.ts'

export function lambdaText({ parameters, body }: Lambda, sheet: Sheet): string {
  sheet.expects(inOrder(parameters).every(({ annotation }) => annotation === null))
  const list = parametersText(parameters, sheet)
  return `lambda${list === '' ? '' : ` ${list}`}: ${sheet.print(body, LEVEL.test)}`
}

/** `a, /, b=1, *c, d, **e`. */
export function parametersText(parameters: Parameters, sheet: Sheet): string {
  const { positionalOnly, positional, variadic, keywordOnly, keywords } = parameters
  check(parameters, sheet)
  const parts = positionalOnly.map((parameter) => parameterText(parameter, sheet))
  if (positionalOnly.length > 0) parts.push('/')
  parts.push(...positional.map((parameter) => parameterText(parameter, sheet)))
  if (variadic !== null) parts.push(parameterText(variadic, sheet, '*'))
  else if (keywordOnly.length > 0) parts.push('*')
  parts.push(...keywordOnly.map((parameter) => parameterText(parameter, sheet)))
  if (keywords !== null) parts.push(parameterText(keywords, sheet, '**'))
  return parts.join(', ')
}

/** What Python refuses, or the version did not know yet. */
function check(parameters: Parameters, sheet: Sheet): void {
  const { positionalOnly, positional, variadic, keywordOnly, keywords } = parameters
  const all = inOrder(parameters)
  sheet.expects(new Set(all.map(({ name }) => name)).size === all.length)
  const defaults = [...positionalOnly, ...positional].map((parameter) => parameter.default !== null)
  const first = defaults.indexOf(true)
  sheet.expects(first < 0 || !defaults.includes(false, first))
  sheet.expects((variadic?.default ?? null) === null && (keywords?.default ?? null) === null)
  if (positionalOnly.length > 0) sheet.needs(308)
  if (keywordOnly.length > 0) sheet.needs(300)
}

function inOrder(parameters: Parameters): readonly Parameter[] {
  const { positionalOnly, positional, variadic, keywordOnly, keywords } = parameters
  const stars = [variadic, keywords].filter((parameter) => parameter !== null)
  return [...positionalOnly, ...positional, ...keywordOnly, ...stars]
}

/** Only that of `*args` may have a star before its annotation. */
function parameterText(parameter: Parameter, sheet: Sheet, stars: '' | '*' | '**' = ''): string {
  const { annotation } = parameter
  const first = annotation ?? parameter.default
  const lead = first === null ? '' : sheet.lead(first)
  const name = lead + stars + nameText(parameter.name, sheet)
  if (annotation === null)
    return parameter.default === null
      ? name
      : `${name}=${sheet.print(parameter.default, LEVEL.test)}`
  sheet.needs(annotation.kind === 'Starred' ? 311 : 300)
  const type = stars === '*' ? elementText(annotation, sheet) : sheet.print(annotation, LEVEL.test)
  const typed = `${name}: ${type}`
  return parameter.default === null
    ? typed
    : `${typed} = ${sheet.print(parameter.default, LEVEL.test)}`
}
