import type { Location } from '../../engine/index.ts'
import { addView, viewOf, type CodeView } from './codeView.ts'
import type { Target } from './selection.ts'

/** What the address's fragment holds: which file, what is chosen in it, how, and the open tab of the drawer. */
export interface Address {
  /** The SHA-256 of the file in lower-case hex, or its name while that is not known (and of folders). */
  readonly file: string
  readonly target: Target | null
  readonly view: CodeView
  readonly tab: string | null
}

const MAX_LENGTH = 16_384 // a link that is longer was not written by this page
const MAX_WINDOWS = 32
const NAMED = ['finding', 'layer', 'code', 'part'] as const
const KINDS = [
  'file',
  'member',
  'attribute',
  'dataset',
  'message',
  'value',
  'payload',
  'code',
  'instruction',
  'range',
] as const
const DERIVATIONS = [
  'same',
  'inflated',
  'decompressed',
  'base64',
  'raw-unicode-escape',
  'unescaped',
  'text',
  'repaired',
  'unrolled',
] as const

/** `#h=…&s=…&v=…&t=…` */
export function toFragment({ file, target, view, tab }: Address): string {
  const fields = new URLSearchParams({ h: file })
  if (target !== null) fields.set('s', toTargetText(target))
  addView(fields, view)
  if (tab !== null) fields.set('t', tab)
  return `#${fields.toString()}`
}

/** Null when the fragment names no file. Whatever else is wrong in it is left out. */
export function parseFragment(fragment: string): Address | null {
  if (fragment.length > MAX_LENGTH) return null
  const fields = new URLSearchParams(fragment.replace(/^#/, ''))
  const file = fields.get('h')
  if (file === null || file === '') return null
  const target = parseTarget(fields.get('s') ?? '')
  return { file, target, view: viewOf(fields), tab: fields.get('t') }
}

function toTargetText(target: Target): string {
  if (target.kind !== 'location') return `${target.kind}:${target.id}`
  const windows = target.location.map(({ kind, name, offset, length, via }) => [
    KINDS.indexOf(kind),
    name,
    offset,
    length,
    DERIVATIONS.indexOf(via),
  ])
  return `at:${JSON.stringify(windows)}`
}

function parseTarget(text: string): Target | null {
  const colon = text.indexOf(':')
  const kind = text.slice(0, Math.max(colon, 0))
  const rest = text.slice(colon + 1)
  const named = NAMED.find((each) => each === kind)
  if (named !== undefined) return rest === '' ? null : { kind: named, id: rest }
  const location = kind === 'at' ? parseLocation(rest) : null
  return location === null ? null : { kind: 'location', location }
}

function parseLocation(text: string): Location | null {
  const windows = parsedArray(text)
  if (windows === null || windows.length === 0 || windows.length > MAX_WINDOWS) return null
  const location = windows.flatMap((window) => toWindow(window) ?? [])
  return location.length === windows.length ? location : null
}

function parsedArray(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text)
    return isArray(value) ? value : null
  } catch {
    return null // a fragment that was typed or cut by hand is not worth a message
  }
}

function toWindow(value: unknown): Location[number] | null {
  const [kindIndex, name, offset, length, viaIndex] = isArray(value) ? value : []
  const kind = typeof kindIndex === 'number' ? KINDS[kindIndex] : undefined
  const via = typeof viaIndex === 'number' ? DERIVATIONS[viaIndex] : undefined
  if (kind === undefined || via === undefined || typeof name !== 'string') return null
  if (!isCount(length) || !(offset === null || isCount(offset))) return null
  return { kind, name, offset, length, via }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}
