import type { ClassDef, Expression, FunctionDef } from '../ast.ts'
import { LEVEL } from './level.ts'
import type { Lines } from './Lines.ts'
import { isIdentifier, nameText } from './name.ts'
import { parametersText } from './parameters.ts'
import { argumentsText } from './primaries.ts'
import type { Sheet } from './Sheet.ts'

/** The lines of a `def` or a `class` down to its colon. */
export function addHeader(node: FunctionDef | ClassDef, lines: Lines): void {
  const { sheet } = lines
  for (const decorator of node.decorators) {
    sheet.layout.start()
    lines.add(`@${decoratorText(decorator, sheet)}`)
  }
  sheet.layout.start()
  sheet.note(node.at)
  lines.add(node.kind === 'ClassDef' ? classText(node, sheet) : functionText(node, sheet))
}

/** Before 3.9 a decorator is a dotted name, or a call of one. */
function decoratorText(node: Expression, sheet: Sheet): string {
  if (!isDotted(node.kind === 'Call' ? node.func : node)) sheet.needs(309)
  return sheet.print(node, LEVEL.test)
}

function isDotted(node: Expression): boolean {
  let first = node
  while (first.kind === 'Attribute') first = first.value
  return first.kind === 'Name'
}

function functionText(node: FunctionDef, sheet: Sheet): string {
  if (node.isAsync) sheet.needs(305)
  const name = nameText(node.name, sheet) + typeParametersText(node.typeParameters, sheet)
  const parameters = sheet.layout.inBrackets(() => parametersText(node.parameters, sheet))
  const header = `${node.isAsync ? 'async ' : ''}def ${name}(${parameters})`
  if (node.returns === null) return `${header}:`
  sheet.needs(300)
  return `${header} -> ${sheet.printWhole(node.returns, LEVEL.test)}:`
}

function classText({ name, typeParameters, bases, keywords }: ClassDef, sheet: Sheet): string {
  const header = `class ${nameText(name, sheet)}${typeParametersText(typeParameters, sheet)}`
  if (keywords.length > 0 || bases.some(({ kind }) => kind === 'Starred')) sheet.needs(300)
  if (bases.length + keywords.length === 0) return `${header}:`
  const [only] = bases
  const list = sheet.layout.inBrackets(() => argumentsText(bases, keywords, sheet))
  const isGenerator = bases.length + keywords.length === 1 && only?.kind === 'GeneratorExp'
  return `${header}(${isGenerator ? `(${list})` : list}):`
}

/** They come as text: the bound or default was printed by `printExpression`, and a mark in it is seen. */
function typeParametersText(parameters: readonly string[], sheet: Sheet): string {
  if (parameters.length === 0) return ''
  sheet.needs(312)
  return `[${parameters.map((parameter) => typeParameterText(parameter, sheet)).join(', ')}]`
}

function typeParameterText(parameter: string, sheet: Sheet): string {
  const [, stars, name, rest] = /^(\*{0,2})([^\s:=*]*)((?:: | = |$).*)$/su.exec(parameter) ?? []
  const isSane = name !== undefined && isIdentifier(name, sheet)
  if (stars === undefined || rest === undefined || !isSane) return sheet.mark(parameter)
  if (/[\p{Cc}\p{Zl}\p{Zp}#;]/u.test(rest)) return sheet.mark(parameter)
  sheet.expects(!rest.includes('$'))
  sheet.spend(rest.length)
  return stars + name + rest
}
