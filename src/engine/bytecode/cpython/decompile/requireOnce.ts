import type { Expression, Statement } from './ast.ts'
import { NotUnderstood } from './NotUnderstood.ts'

/** Throws `NotUnderstood` when one value of the stack stands in two places: it was evaluated once. */
export function requireOnce(body: readonly Statement[]): void {
  const seen = new Set<object>()
  const waiting: unknown[] = [...body]
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (typeof item !== 'object' || item === null) continue
    if (isNode(item) && !MAY_REPEAT.has(item.kind)) note(item, seen)
    if (isNode(item) && NOT_ENTERED.has(item.kind)) continue
    for (const each of Object.values(item)) waiting.push(each)
  }
}

function note(item: object, seen: Set<object>): void {
  if (seen.has(item)) throw new NotUnderstood('a value is used in two places')
  seen.add(item)
}

function isNode(item: object): item is Expression | Statement {
  return 'kind' in item && 'at' in item
}

const MAY_REPEAT = new Set<string>(['Constant', 'Pass', 'Break', 'Continue'])

/** Have nothing inside, or were looked through when they were made. */
const NOT_ENTERED = new Set<string>(['Constant', 'FunctionDef', 'ClassDef'])
