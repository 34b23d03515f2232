import type { Row, RowCode } from '../../engine/index.ts'
import { SEVERITIES } from '../../engine/model/Finding.ts'
import type { FormerRow } from '../shared/tableView.ts'

/** Where rows are kept between visits. What a browser forbids rejects. */
export interface RowBase {
  /** Those that were kept, the oldest first. What was not written by this page is left out. */
  readonly all: () => Promise<readonly FormerRow[]>
  readonly put: (rows: readonly FormerRow[]) => Promise<void>
  readonly remove: (keys: readonly string[]) => Promise<void>
}

const DATABASE = 'lambdascope'
const STORE = 'rows'
const VERSION = 1

/** Opens the database when it is first asked for. */
export function browserRows(factory: () => IDBFactory): RowBase {
  let opened: Promise<IDBDatabase> | null = null
  const database = (): Promise<IDBDatabase> => (opened ??= open(factory))
  const write = async (use: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = (await database()).transaction(STORE, 'readwrite')
    use(transaction.objectStore(STORE))
    await finished(transaction)
  }
  return {
    async all() {
      const transaction = (await database()).transaction(STORE, 'readonly')
      const request: IDBRequest<unknown[]> = transaction.objectStore(STORE).getAll()
      await finished(transaction)
      return request.result.flatMap((each) => toFormerRow(each) ?? []).toSorted(byTime)
    },
    put: (rows) =>
      write((store) => {
        for (const row of rows) store.put(row)
      }),
    remove: (keys) =>
      write((store) => {
        for (const key of keys) store.delete(key)
      }),
  }
}

function open(factory: () => IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory().open(DATABASE, VERSION)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' })
    request.onsuccess = () => {
      // Another window erases everything, or brings a newer version.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => reject(request.error ?? new Error('the database cannot be opened'))
    request.onblocked = () => reject(new Error('another window holds the database'))
  })
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('the storage is full'))
    transaction.onerror = () => reject(transaction.error ?? new Error('the storage failed'))
  })
}

function byTime(a: FormerRow, b: FormerRow): number {
  return a.at.localeCompare(b.at)
}

/** What was kept, as a row; null for what this version did not write. */
export function toFormerRow(value: unknown): FormerRow | null {
  const fields = fieldsOf(value)
  const [key, at] = [fields.get('key'), fields.get('at')]
  const row = toRow(fieldsOf(fields.get('row')))
  return typeof key === 'string' && typeof at === 'string' && row !== null ? { key, at, row } : null
}

const VERDICTS = [
  ...(['malicious', 'suspicious', 'review', 'not-analysed', 'benign-code', 'clean'] as const),
]

function toRow(fields: ReadonlyMap<string, unknown>): Row | null {
  const text = (name: string): string | null => textOf(fields.get(name))
  const number = (name: string): number => numberOf(fields.get(name))
  const verdict = VERDICTS.find((each) => each === fields.get('verdict'))
  const name = text('name')
  if (verdict === undefined || name === null) return null
  return {
    name,
    verdict,
    path: text('path') ?? name,
    reason: text('reason') ?? '',
    complete: fields.get('complete') === true,
    isRecognised: fields.get('isRecognised') !== false,
    format: text('format') ?? 'unknown',
    formatTitle: text('formatTitle') ?? '',
    keras: text('keras'),
    python: text('python'),
    codeCount: number('codeCount'),
    code: listOf(fields.get('code')).flatMap((each) => toRowCode(fieldsOf(each)) ?? []),
    top: topOf(fieldsOf(fields.get('top'))),
    rules: listOf(fields.get('rules')).flatMap((each) => textOf(each) ?? []),
    problems: number('problems'),
    size: number('size'),
    sha256: text('sha256'),
    bhakti: bhaktiOf(fieldsOf(fields.get('bhakti'))),
  }
}

function toRowCode(fields: ReadonlyMap<string, unknown>): RowCode | null {
  const [name, payload, likeness] = ['name', 'payload', 'likeness'].map((each) =>
    textOf(fields.get(each)),
  )
  if (name == null || payload == null || likeness == null) return null
  return { name, payload, likeness, layer: textOf(fields.get('layer')) }
}

function topOf(fields: ReadonlyMap<string, unknown>): Row['top'] {
  const severity = SEVERITIES.find((each) => each === fields.get('severity'))
  const [rule, title, message] = ['rule', 'title', 'message'].map((each) =>
    textOf(fields.get(each)),
  )
  if (severity === undefined || rule == null || title == null || message == null) return null
  return { severity, rule, title, message }
}

function bhaktiOf(fields: ReadonlyMap<string, unknown>): Row['bhakti'] {
  const type = textOf(fields.get('type')) ?? 'unknown'
  const contains = fields.get('contains_code')
  const encoded = textOf(fields.get('extracted_encoded_code'))
  const strings = listOf(fields.get('string_list')).flatMap((each) => textOf(each) ?? [])
  return {
    type,
    ...(typeof contains === 'boolean' ? { contains_code: contains } : {}),
    ...(encoded === null ? {} : { extracted_encoded_code: encoded }),
    ...(strings.length === 0 ? {} : { string_list: strings }),
  }
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(
    typeof value === 'object' && value !== null ? Object.entries(value) : [],
  )
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
