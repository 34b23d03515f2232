// Calls of what calls gave back: partials, getters, bound methods.
import { nameOf } from '../nameOf.ts'
import type { PickleCall, PickleValue } from '../PickleValue.ts'
import { attributeOf } from './attributeOf.ts'
import { callToo, makeCall } from './callers.ts'
import { textOf } from './constants.ts'
import { itemOf } from './containers.ts'
import type { Folding } from './Folding.ts'

type Apply = (folding: Folding, made: PickleCall, call: PickleCall) => PickleValue | undefined

const partial: Apply = (folding, made, call) => {
  const [callable, ...first] = made.args
  if (callable === undefined) return undefined
  const args = [...first, ...call.args]
  const keywords = call.keywords ?? made.keywords
  return makeCall(folding, { opcode: call.opcode, callable, args, keywords })
}

const attributeGetter: Apply = (folding, { args: [name] }, { args: [owner] }) => {
  const path = textOf(name)
  return path === undefined ? undefined : attributeOf(folding, owner, path)
}

const itemGetter: Apply = (folding, { args: [key] }, { args: [owner] }) =>
  itemOf(folding, owner, key)

const methodCaller: Apply = (folding, { args: [name, ...args] }, call) => {
  const [owner] = call.args
  const method = textOf(name)
  if (owner === undefined || method === undefined) return undefined
  const attribute = attributeOf(folding, owner, method)
  if (attribute !== undefined) return callToo(folding, call, attribute, args)
  return bound(folding, call, { owner, method, args })
}

/** A method that getattr took from a constant. */
const method: Apply = (folding, { args: [owner, name] }, call) => {
  const path = textOf(name)
  if (owner === undefined || path === undefined) return undefined
  return bound(folding, call, { owner, method: path, args: call.args })
}

const boundMethod: Apply = (folding, { args: [callable, self] }, call) =>
  callToo(folding, call, callable, self === undefined ? call.args : [self, ...call.args])

const CLASSES: ReadonlyMap<PickleValue['kind'], string> = new Map([
  ['text', 'str'],
  ['bytes', 'bytes'],
  ['list', 'list'],
  ['tuple', 'tuple'],
  ['dict', 'dict'],
])

/** A method of a constant, called as a function of its class. */
function bound(
  folding: Folding,
  call: PickleCall,
  {
    owner,
    method: name,
    args,
  }: { owner: PickleValue; method: string; args: readonly PickleValue[] },
): PickleValue | undefined {
  const type = classOf(owner)
  if (type === undefined) return undefined
  const module = type === 'Template' ? 'string' : 'builtins'
  const self = type === 'Template' && owner.kind === 'call' ? owner.call.args[0] : owner
  const callable: PickleValue = { kind: 'global', module, name: `${type}.${name}`, at: folding.at }
  return callToo(folding, call, callable, self === undefined ? args : [self, ...args])
}

/** The class of a constant, of a template, or of a view of a dict. */
function classOf(owner: PickleValue): string | undefined {
  if (owner.kind !== 'call') return CLASSES.get(owner.kind)
  const { callable } = owner.call
  return callable.kind === 'global' ? MADE.get(nameOf(callable) ?? '') : undefined
}

const MADE: ReadonlyMap<string, string> = new Map([
  ['string.Template', 'Template'],
  ['types.MappingProxyType', 'dict'],
  ['collections.ChainMap', 'dict'],
  ['collections.OrderedDict', 'dict'],
  ['collections.defaultdict', 'dict'],
])

const MADE_BY: ReadonlyMap<string, Apply> = new Map([
  ['functools.partial', partial],
  ['functools.partialmethod', partial],
  ['operator.attrgetter', attributeGetter],
  ['operator.itemgetter', itemGetter],
  ['operator.methodcaller', methodCaller],
  ['builtins.getattr', method],
  ['types.MethodType', boundMethod],
])

/** Follows the call of what the call `made` gave back. */
export function applied(
  folding: Folding,
  made: PickleCall,
  call: PickleCall,
): PickleValue | undefined {
  const name = made.callable.kind === 'global' ? nameOf(made.callable) : null
  return MADE_BY.get(plainName(name ?? ''))?.(folding, made, call)
}

/** The C modules behind `operator`, `functools`, `codecs` and `collections` name the same functions. */
export function plainName(name: string): string {
  return name.replace(/^_(?=(?:operator|functools|codecs|collections)\.)/, '')
}
