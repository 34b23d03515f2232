import type { Expression, Statement } from '../../decompile/ast.ts'

const MAX_DEPTH = 60

/** Names that statements may bind or change: targets, and owners of methods and items. Not inside functions. */
export function boundNames(statements: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>()
  collect(statements, names, 0)
  return names
}

function collect(statements: readonly Statement[], names: Set<string>, depth: number): void {
  if (depth > MAX_DEPTH) return
  for (const node of statements) {
    for (const target of targetsOf(node)) addTarget(target, names, 0)
    for (const block of blocksOf(node)) collect(block, names, depth + 1)
  }
}

function targetsOf(node: Statement): readonly Expression[] {
  if ('targets' in node) return node.targets
  if ('target' in node) return [node.target]
  if (node.kind === 'With') return node.items.flatMap(({ target }) => target ?? [])
  if (node.kind !== 'Expr') return []
  return node.value.kind === 'Call' ? [node.value.func] : [node.value]
}

function addTarget(target: Expression, names: Set<string>, depth: number): void {
  if (depth > MAX_DEPTH) return
  if (target.kind === 'Name') names.add(target.id)
  if (target.kind === 'NamedExpr') names.add(target.target.id)
  if (target.kind === 'Tuple' || target.kind === 'List')
    for (const element of target.elements) addTarget(element, names, depth + 1)
  if (target.kind === 'Starred' || target.kind === 'Subscript' || target.kind === 'Attribute')
    addTarget(target.value, names, depth + 1)
}

function blocksOf(node: Statement): readonly (readonly Statement[])[] {
  if (node.kind === 'FunctionDef' || node.kind === 'ClassDef') return []
  const own = 'body' in node ? [node.body] : []
  if ('orElse' in node) own.push(node.orElse)
  if (node.kind === 'Match') return node.cases.map(({ body }) => body)
  if (node.kind !== 'Try') return own
  return [...own, node.finalBody, ...node.handlers.map(({ body }) => body)]
}
