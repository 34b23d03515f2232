import { parseView, PLAIN_VIEW, toRereadText, type CodeView } from './codeView.ts'
import { parseSource, toSourceText, type LinkSource } from './LinkSource.ts'
import type { Target } from './selection.ts'
import { parseTarget, toTargetText } from './targetText.ts'

/** What a link holds: which file, what is chosen in it, and how it is shown. Nothing of the file's content. */
export interface Address {
  /** Where the file lies; null: on the disk of whoever opens the link. */
  readonly source: LinkSource | null
  /** Of the file, lower-case hex; null while it is not known, and of folders. */
  readonly sha256: string | null
  /** Bytes. */
  readonly size: number | null
  /** Of the file: hostile text. */
  readonly name: string | null
  readonly target: Target | null
  readonly view: CodeView
  /** The open tab of the drawer. */
  readonly tab: string | null
  /** YARA rules, compressed: see `rulesText.ts`. */
  readonly rules: string | null
  /** The file that this one is compared with. */
  readonly compare: LinkSource | null
  /** What a later version may have written, as it came. */
  readonly others: readonly (readonly [key: string, value: string])[]
}

export const NO_ADDRESS: Address = {
  source: null,
  sha256: null,
  size: null,
  name: null,
  target: null,
  view: PLAIN_VIEW,
  tab: null,
  rules: null,
  compare: null,
  others: [],
}

const MAX_LENGTH = 65_536 // characters; Safari cuts addresses at 80,000
const MAX_RULES = 49_152 // characters of base64url
const MAX_NAME = 1_024 // characters
const MAX_TAB = 32
const MAX_OTHERS = 16
const MAX_OTHER = 1_024 // characters of one key or value
const KNOWN: ReadonlySet<string> = new Set([
  ...['v', 'src', 'sha256', 'size', 'name', 'sel', 'view', 'py', 'tab', 'y', 'cmp'],
])
/** What need not be escaped in a fragment, and is read more easily as it is. */
const READABLE = new Map([
  ['%2F', '/'],
  ['%3A', ':'],
  ['%40', '@'],
  ['%2C', ','],
])

/**
 * `#v=1&src=…&sha256=…&size=…&name=…&sel=…&view=…&py=…&tab=…&y=…&cmp=…`, without what is not known. `view` is the tab of the
 * code, `tab` that of the drawer, `py` the Python that code is read as.
 */
export function toFragment(address: Address): string {
  const { source, sha256, size, name, target, view, tab, rules, compare, others } = address
  const fields: readonly (readonly [string, string | null])[] = [
    ['v', '1'],
    ['src', source === null ? null : toSourceText(source)],
    ['sha256', sha256],
    ['size', size === null ? null : String(size)],
    ['name', name === null ? null : (named(name) ?? name.slice(0, MAX_NAME))],
    ['sel', target === null ? null : toTargetText(target)],
    ['view', view.tab],
    ['py', toRereadText(view)],
    ['tab', tab],
    ['y', rules],
    ['cmp', compare === null ? null : toSourceText(compare)],
    ...others,
  ]
  const given = fields.flatMap(([key, value]) => (value === null ? [] : [[key, value]]))
  const text = new URLSearchParams(given).toString()
  return `#${text.replace(/%(?:2F|3A|40|2C)/gu, (escape) => READABLE.get(escape) ?? escape)}`
}

/** Null when the fragment names no file. Whatever else is wrong in it is left out; what is not known is kept. */
export function parseFragment(fragment: string): Address | null {
  if (fragment.length > MAX_LENGTH) return null
  const fields = new URLSearchParams(fragment.replace(/^#/, ''))
  if (fields.has('h') && fields.get('v') !== '1') return parseOld(fields)
  const address: Address = {
    source: parsed(fields.get('src'), parseSource),
    sha256: parsed(fields.get('sha256'), hashed),
    size: parsed(fields.get('size'), counted),
    name: parsed(fields.get('name'), named),
    target: parsed(fields.get('sel'), parseTarget),
    view: parseView(fields.get('view'), fields.get('py')),
    tab: parsed(fields.get('tab'), tabbed),
    rules: parsed(fields.get('y'), compressed),
    compare: parsed(fields.get('cmp'), parseSource),
    others: othersOf(fields),
  }
  return address.source === null && address.sha256 === null && address.name === null
    ? null
    : address
}

/** Whether two addresses mean the same file. */
export function isSameFile(one: Address, other: Address): boolean {
  return fileKey(one) === fileKey(other)
}

function fileKey({ source, sha256, size, name }: Address): string {
  return JSON.stringify([source === null ? null : toSourceText(source), sha256, size, name])
}

/** `#h=<hash or name>&s=…&v=<tab of the code>&py=…&t=<tab of the drawer>`, as links were until version 1. */
function parseOld(fields: URLSearchParams): Address | null {
  const file = fields.get('h') ?? ''
  const sha256 = hashed(file)
  const name = sha256 === null ? named(file) : null
  if (sha256 === null && name === null) return null
  return {
    ...NO_ADDRESS,
    sha256,
    name,
    target: parsed(fields.get('s'), parseTarget),
    view: parseView(fields.get('v'), fields.get('py')),
    tab: parsed(fields.get('t'), tabbed),
  }
}

function parsed<T>(text: string | null, parse: (text: string) => T | null): T | null {
  return text === null ? null : parse(text)
}

function hashed(text: string): string | null {
  return /^[0-9a-f]{64}$/.test(text) ? text : null
}

function counted(text: string): number | null {
  const size = /^\d{1,16}$/.test(text) ? Number(text) : NaN
  return Number.isSafeInteger(size) ? size : null
}

function named(text: string): string | null {
  return text === '' || text.length > MAX_NAME ? null : text
}

function tabbed(text: string): string | null {
  return /^[a-z-]+$/.test(text) && text.length <= MAX_TAB ? text : null
}

function compressed(text: string): string | null {
  return /^[\w-]+$/.test(text) && text.length <= MAX_RULES ? text : null
}

function othersOf(fields: URLSearchParams): Address['others'] {
  return [...fields]
    .filter(([key, value]) => !KNOWN.has(key) && key.length + value.length <= MAX_OTHER)
    .slice(0, MAX_OTHERS)
}
