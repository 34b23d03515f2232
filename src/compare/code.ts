import type { CodeObject, CodeUse, FunctionReference, Report } from '../engine/index.ts'
import type { Found } from './Comparison.ts'
import { pair } from './pairs.ts'
import { cutText } from './values.ts'

/** One place where code stands: the same payload may stand in several. */
interface Placed {
  readonly code: CodeObject
  readonly use: CodeUse
}

/** Code matched by layer and slot, then by the SHA-256 of its bytes. */
export function compareCode(before: Report, after: Report): readonly Found[] {
  const { both, gone, come } = pair(placed(before), placed(after), [
    ({ code, use }) => `${slotKey(use)} ${code.sha256}`,
    ({ use }) => slotKey(use),
    ({ code }) => code.sha256,
  ])
  return [
    ...come.map((one) => ({
      ...single(one),
      change: 'added' as const,
      before: null,
      after: placeOf(one),
    })),
    ...gone.map((one) => ({
      ...single(one),
      change: 'removed' as const,
      before: placeOf(one),
      after: null,
    })),
    ...both.flatMap(([one, other]) => changed(one, other)),
  ]
}

function placed({ code }: Report): readonly Placed[] {
  return code.flatMap((each) => each.uses.map((use) => ({ code: each, use })))
}

function slotKey({ layer, slot }: Pick<CodeUse, 'layer' | 'slot'>): string {
  return JSON.stringify([layer, slot])
}

function slotText({ layer, slot }: Pick<CodeUse, 'layer' | 'slot'>): string {
  return `${layer ?? 'model'} › ${slot}`
}

function placeOf({ code }: Placed): { readonly kind: 'code'; readonly id: string } {
  return { kind: 'code', id: code.id }
}

function single({ code, use }: Placed): Pick<Found, 'name' | 'values' | 'leftOut' | 'note'> {
  return { name: slotText(use), values: [], leftOut: 0, note: machineText(code) }
}

function machineText({ machine, python, name }: CodeObject): string {
  if (machine === 'pickle') return 'pickle'
  const version = python.length === 0 ? 'no CPython' : `CPython ${python.join(' or ')}`
  return `${version}, ${name}`
}

function changed(one: Placed, other: Placed): readonly Found[] {
  const isSamePlace = slotKey(one.use) === slotKey(other.use)
  const values = valuesOf(one, other)
  if (isSamePlace && values.length === 0) return []
  const isSameCode = one.code.sha256 === other.code.sha256
  return [
    {
      change: isSamePlace ? 'changed' : 'moved',
      name: slotText(other.use),
      values: isSamePlace
        ? values
        : [{ path: 'place', before: slotText(one.use), after: slotText(other.use) }, ...values],
      leftOut: 0,
      note: isSameCode ? 'The bytes of the code are the same' : machineText(other.code),
      before: placeOf(one),
      after: placeOf(other),
    },
  ]
}

const FACTS = [
  ['SHA-256', ({ code }: Placed) => code.sha256],
  ['bytes', ({ code }: Placed) => String(code.size)],
  ['Python', ({ code }: Placed) => code.python.join(' or ')],
  ['name', ({ code }: Placed) => code.name],
  ['file', ({ code }: Placed) => `${code.filename}:${code.firstLine}`],
  ['module', ({ use }: Placed) => use.module],
  ['defaults', ({ use }: Placed) => use.defaults],
  ['closure', ({ use }: Placed) => use.closure],
] as const

function valuesOf(one: Placed, other: Placed): Found['values'] {
  return FACTS.flatMap(([path, read]) => {
    const [before, after] = [read(one), read(other)]
    return before === after ? [] : [{ path, before: cut(before), after: cut(after) }]
  })
}

function cut(text: string | null): string | null {
  return text === null ? null : cutText(text)
}

/** Functions that are only named, written as source, or could not be decoded. */
export function compareFunctions(before: Report, after: Report): readonly Found[] {
  const { both, gone, come } = pair(before.references, after.references, [
    (one) => JSON.stringify([one.layer, one.slot, one.kind, one.text]),
    slotKey,
  ])
  return [
    ...come.map((one) => ({
      ...named(one),
      change: 'added' as const,
      values: [{ path: one.kind, before: null, after: cutText(one.text) }],
      before: null,
      after: locationOf(one),
    })),
    ...gone.map((one) => ({
      ...named(one),
      change: 'removed' as const,
      values: [{ path: one.kind, before: cutText(one.text), after: null }],
      before: locationOf(one),
      after: null,
    })),
    ...both.flatMap(([one, other]) => referenceChanges(one, other)),
  ]
}

function named(one: FunctionReference): Pick<Found, 'name' | 'leftOut' | 'note'> {
  return { name: slotText(one), leftOut: 0, note: KINDS[one.kind] }
}

const KINDS: Readonly<Record<FunctionReference['kind'], string>> = {
  name: 'A function that is only named',
  source: 'A function that is written as source',
  undecodable: 'A function that could not be decoded',
}

function locationOf({ location }: FunctionReference) {
  return { kind: 'location' as const, location }
}

function referenceChanges(one: FunctionReference, other: FunctionReference): readonly Found[] {
  const values = (['kind', 'text', 'arguments', 'module'] as const).flatMap((path) =>
    one[path] === other[path] ? [] : [{ path, before: cut(one[path]), after: cut(other[path]) }],
  )
  if (values.length === 0) return []
  return [
    {
      ...named(other),
      change: 'changed',
      values,
      before: locationOf(one),
      after: locationOf(other),
    },
  ]
}
