// The part of JSON Schema (draft 2020-12) that our own schemas use. Libraries for it make code from text, which the
// policy of the page forbids.

/** The schema, and those that it names by their file. All of them are ours. */
export interface Schemas {
  readonly root: unknown
  readonly others: ReadonlyMap<string, unknown>
}

interface Here extends Schemas {
  /** Where in the value, for people: `report.findings[3].severity`. */
  readonly path: string
  readonly depth: number
}

const MAX_DEPTH = 64 // our deepest schema has about twenty
const HASH = '^[0-9a-f]{64}$'

/** What is wrong in a value, and where, in one sentence; null when the schema holds it. */
export function faultOf(value: unknown, schemas: Schemas): string | null {
  return check(value, schemas.root, { ...schemas, path: '', depth: 0 })
}

type Check = (value: unknown, rule: unknown, here: Here, schema: object) => string | null

function check(value: unknown, schema: unknown, here: Here): string | null {
  if (!isObject(schema)) return null
  if (here.depth > MAX_DEPTH) return said(here, 'is nested too deeply')
  for (const [keyword, rule] of Object.entries(schema)) {
    const fault = CHECKS.get(keyword)?.(value, rule, here, schema) ?? null
    if (fault !== null) return fault
  }
  return null
}

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['type', checkType],
  ['const', (value, rule, here) => when(value !== rule, here, `is not ${JSON.stringify(rule)}`)],
  [
    'enum',
    (value, rule, here) => when(!listOf(rule).includes(value), here, 'is none of what it may be'),
  ],
  [
    'minimum',
    (value, rule, here) => when(Number(value) < Number(rule), here, `is below ${Number(rule)}`),
  ],
  ['pattern', checkPattern],
  ['minLength', (value, rule, here) => when(sizeOf(value) < Number(rule), here, 'is too short')],
  [
    'maxLength',
    (value, rule, here) =>
      when(sizeOf(value) > Number(rule), here, `has more than ${Number(rule)} characters`),
  ],
  [
    'minItems',
    (value, rule, here) => when(sizeOf(value) < Number(rule), here, 'has too few items'),
  ],
  [
    'maxItems',
    (value, rule, here) =>
      when(sizeOf(value) > Number(rule), here, `has more than ${Number(rule)} items`),
  ],
  ['required', checkRequired],
  ['properties', checkProperties],
  ['additionalProperties', checkMore],
  ['prefixItems', checkPrefix],
  ['items', checkItems],
  ['anyOf', checkAny],
  ['$ref', checkReference],
])

function checkType(value: unknown, rule: unknown, here: Here): string | null {
  const types = Array.isArray(rule) ? listOf(rule) : [rule]
  return when(
    !types.some((type) => isType(value, type)),
    here,
    `is not of the type ${types.join(' or ')}`,
  )
}

function isType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isObject(value)
    case 'integer':
      return Number.isSafeInteger(value)
    default:
      return typeof value === type
  }
}

/** The only pattern of our schemas: no expression is built from what a schema says. */
function checkPattern(value: unknown, rule: unknown, here: Here): string | null {
  if (rule !== HASH) throw new Error('a schema of ours has a pattern that is not known here')
  return when(typeof value === 'string' && !/^[0-9a-f]{64}$/.test(value), here, 'is no SHA-256')
}

function checkRequired(value: unknown, rule: unknown, here: Here): string | null {
  if (!isObject(value)) return null
  const missing = listOf(rule)
    .map(String)
    .find((key) => !Object.hasOwn(value, key))
  return missing === undefined ? null : said(here, `has no “${missing}”`)
}

function checkProperties(value: unknown, rule: unknown, here: Here): string | null {
  if (!isObject(value) || !isObject(rule)) return null
  for (const [key, schema] of Object.entries(rule)) {
    if (!Object.hasOwn(value, key)) continue
    const fault = check(
      Reflect.get(value, key),
      schema,
      inside(here, here.path === '' ? key : `.${key}`),
    )
    if (fault !== null) return fault
  }
  return null
}

/** Keys come from the file: they are not told, only that there are such. */
function checkMore(value: unknown, rule: unknown, here: Here, schema: object): string | null {
  if (rule !== false || !isObject(value)) return null
  const properties: unknown = Reflect.get(schema, 'properties')
  const known = new Set(isObject(properties) ? Object.keys(properties) : [])
  return when(
    !Object.keys(value).every((key) => known.has(key)),
    here,
    'has a field that is not known',
  )
}

function checkPrefix(value: unknown, rule: unknown, here: Here): string | null {
  if (!Array.isArray(value)) return null
  return firstFault(listOf(rule), (schema, at) =>
    at < value.length ? check(value[at], schema, inside(here, `[${at}]`)) : null,
  )
}

function checkItems(value: unknown, rule: unknown, here: Here, schema: object): string | null {
  if (!Array.isArray(value)) return null
  const before = listOf(Reflect.get(schema, 'prefixItems')).length
  if (rule === false) return when(value.length > before, here, 'has too many items')
  return firstFault(value.slice(before), (item, at) =>
    check(item, rule, inside(here, `[${before + at}]`)),
  )
}

function checkAny(value: unknown, rule: unknown, here: Here): string | null {
  const faults = listOf(rule).map((schema) => check(value, schema, here))
  return faults.includes(null) ? null : (faults.find((fault) => fault !== null) ?? null)
}

function checkReference(value: unknown, rule: unknown, here: Here): string | null {
  const name = String(rule)
  if (!name.startsWith('#/$defs/'))
    return check(value, other(name, here), { ...here, root: other(name, here) })
  const definitions: unknown = isObject(here.root) ? Reflect.get(here.root, '$defs') : undefined
  const schema: unknown = isObject(definitions)
    ? Reflect.get(definitions, name.slice(8))
    : undefined
  if (!isObject(schema)) throw new Error(`a schema of ours does not define ${name}`)
  return check(value, schema, { ...here, depth: here.depth + 1 })
}

function other(name: string, { others }: Here): unknown {
  const schema = others.get(name)
  if (schema === undefined) throw new Error(`a schema of ours names ${name}, which is not given`)
  return schema
}

function firstFault<T>(
  items: readonly T[],
  faultAt: (item: T, at: number) => string | null,
): string | null {
  for (const [at, item] of items.entries()) {
    const fault = faultAt(item, at)
    if (fault !== null) return fault
  }
  return null
}

function inside(here: Here, step: string): Here {
  return { ...here, path: here.path + step, depth: here.depth + 1 }
}

function when(isWrong: boolean, here: Here, what: string): string | null {
  return isWrong ? said(here, what) : null
}

function said({ path }: Here, what: string): string {
  return `${path === '' ? 'it' : path} ${what}`
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : NaN
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
