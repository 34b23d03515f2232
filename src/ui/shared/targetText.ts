import type { Location } from '../../engine/index.ts'
import type { Target } from './selection.ts'

const MAX_TARGET = 8_192 // characters; ids have about twenty, names on the way to a place some hundred
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

/** `finding:<id>`, `layer:<id>`, … or `at:` and a location as JSON; null when it is too long for a link. */
export function toTargetText(target: Target): string | null {
  const text =
    target.kind === 'location' ? toPlaceText(target.location) : `${target.kind}:${target.id}`
  return text.length > MAX_TARGET ? null : text
}

/** Null for what is no target. */
export function parseTarget(text: string): Target | null {
  if (text.length > MAX_TARGET) return null
  const colon = text.indexOf(':')
  const kind = text.slice(0, Math.max(colon, 0))
  const rest = text.slice(colon + 1)
  const named = NAMED.find((each) => each === kind)
  if (named !== undefined) return rest === '' ? null : { kind: named, id: rest }
  const location = kind === 'at' ? parseLocation(rest) : null
  return location === null ? null : { kind: 'location', location }
}

function toPlaceText(location: Location): string {
  const windows = location.map(({ kind, name, offset, length, via }) => [
    KINDS.indexOf(kind),
    name,
    offset,
    length,
    DERIVATIONS.indexOf(via),
  ])
  return `at:${JSON.stringify(windows)}`
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
