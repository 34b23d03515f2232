// What statements do. https://docs.python.org/3/reference/simple_stmts.html
import type {
  ClassDef,
  Expression,
  FunctionDef,
  Import,
  ImportFrom,
  Statement,
} from '../../decompile/ast.ts'
import { executeCompound, type CompoundStatement } from './blocks.ts'
import type { Signal, Walker } from '../Folding.ts'
import { functionValue } from './functions.ts'
import { binary } from '../operations/operators.ts'
import { Scope } from './Scope.ts'
import { bindTarget } from './targets.ts'
import { NONE, UNKNOWN } from '../values.ts'

/** Does what a statement does; how control leaves it. */
export function executeStatement(node: Statement, scope: Scope, walker: Walker): Signal {
  if (isCompound(node)) return executeCompound(node, scope, walker)
  if (node.kind === 'Return') {
    walker.return(node.value === null ? NONE : walker.evaluate(node.value, scope))
    return 'return'
  }
  if (node.kind === 'Break') return 'break'
  if (node.kind === 'Continue') return 'continue'
  executeSimple(node, scope, walker)
  return 'next'
}

const COMPOUNDS: readonly Statement['kind'][] = ['If', 'While', 'For', 'Try', 'With', 'Match']

function isCompound(node: Statement): node is CompoundStatement {
  return COMPOUNDS.includes(node.kind)
}

function executeSimple(node: Statement, scope: Scope, walker: Walker): void {
  if (node.kind === 'Expr') walker.evaluate(node.value, scope)
  else if (isAssignment(node)) assign(node, scope, walker)
  else if (node.kind === 'Import') executeImport(node, scope, walker)
  else if (node.kind === 'ImportFrom') executeImportFrom(node, scope, walker)
  else if (node.kind === 'FunctionDef') defineFunction(node, scope, walker)
  else if (node.kind === 'ClassDef') defineClass(node, scope, walker)
  else executeOther(node, scope, walker)
}

function executeOther(node: Statement, scope: Scope, walker: Walker): void {
  const evaluate = (values: readonly (Expression | null)[]) => {
    for (const value of values) if (value !== null) walker.evaluate(value, scope)
  }
  if (node.kind === 'Raise') evaluate([node.exception, node.cause])
  else if (node.kind === 'Assert') evaluate([node.test, node.message])
  else if (node.kind === 'Unstructured') evaluate(node.values)
  else if (node.kind === 'Global' || node.kind === 'Nonlocal')
    for (const name of node.names) scope.declareOutside(name)
  else if (node.kind === 'Delete')
    for (const target of node.targets) if (target.kind === 'Name') scope.forget(target.id)
}

type Assignment = Extract<Statement, { kind: 'Assign' | 'AugAssign' | 'AnnAssign' }>

function isAssignment(node: Statement): node is Assignment {
  return node.kind === 'Assign' || node.kind === 'AugAssign' || node.kind === 'AnnAssign'
}

function assign(node: Assignment, scope: Scope, walker: Walker): void {
  if (node.kind === 'Assign') {
    const value = walker.evaluate(node.value, scope)
    for (const target of node.targets) bindTarget(target, value, scope, walker)
    return
  }
  if (node.kind === 'AugAssign') {
    const before = walker.evaluate(node.target, scope)
    const value = walker.evaluate(node.value, scope)
    bindTarget(node.target, binary([before, node.op, value], node.at, walker), scope, walker)
    return
  }
  walker.evaluate(node.annotation, scope)
  if (node.value !== null)
    bindTarget(node.target, walker.evaluate(node.value, scope), scope, walker)
}

function defineFunction(node: FunctionDef, scope: Scope, walker: Walker): void {
  for (const decorator of node.decorators) walker.evaluate(decorator, scope)
  if (node.returns !== null) walker.evaluate(node.returns, scope)
  const made = functionValue(node, scope, walker)
  scope.set(node.name, node.decorators.length === 0 ? made : UNKNOWN)
}

function defineClass(node: ClassDef, scope: Scope, walker: Walker): void {
  const values = [...node.decorators, ...node.bases, ...node.keywords.map(({ value }) => value)]
  for (const value of values) walker.evaluate(value, scope)
  walker.execute(node.body, new Scope(scope))
  scope.set(node.name, UNKNOWN)
}

function executeImport({ names, at }: Import, scope: Scope, { paths }: Walker): void {
  for (const { name, asName } of names) {
    const [top = '', ...rest] = name.split('.')
    const whole = paths.reach({ names: [top, ...rest], root: 'import', at, told: 'always' })
    scope.set(asName ?? top, asName === null ? { ...whole, names: [top] } : whole)
  }
}

function executeImportFrom(node: ImportFrom, scope: Scope, { paths }: Walker): void {
  const dots = node.level > 0 ? ['.'.repeat(node.level)] : []
  const module = [...dots, ...(node.module === '' ? [] : node.module.split('.'))]
  const reach = (names: readonly string[]) =>
    paths.reach({ names, root: 'import', at: node.at, told: 'always' })
  reach(module)
  for (const { name, asName } of node.names) {
    const path = reach([...module, name])
    if (name === '*') scope.stars.push(node.module)
    else scope.set(asName ?? name, path)
  }
}
