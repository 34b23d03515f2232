import type { Properties } from './findLayers.ts'

const MAX_BYTES = 200_000 // of one layer; what is larger is a model, and its layers are read one by one
const MAX_PROPERTIES = 200
const MAX_TEXT = 200
const MAX_ITEMS = 16
const DECODER = new TextDecoder()

/**
 * What the configuration of a layer says, from its JSON: `{"class_name": …, "config": {…}}` or the configuration alone.
 * Lists read `3, 3`, objects as their class. Null for what is not JSON, or too long.
 */
export function readProperties(json: Uint8Array): Properties | null {
  if (json.length > MAX_BYTES) return null
  const value = parsed(DECODER.decode(json))
  if (!isObject(value)) return null
  const { config } = value
  const properties = new Map<string, string | number>()
  const named = Object.entries(isObject(config) ? config : value)
  for (const [key, item] of named.slice(0, MAX_PROPERTIES)) {
    const simple = toSimple(item)
    if (simple !== null) properties.set(key.toLowerCase(), simple)
  }
  return properties
}

/** Text that the engine reads with tolerance, such as NaN or a key that stands twice, may be no JSON to the browser. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toSimple(value: unknown): string | number | null {
  if (typeof value === 'number') return value
  if (typeof value === 'string') return value.slice(0, MAX_TEXT)
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map(itemText).join(', ')
  if (!isObject(value)) return null
  const { class_name: className } = value
  return typeof className === 'string' ? className.slice(0, MAX_TEXT) : null
}

function itemText(item: unknown): string {
  return typeof item === 'number' || typeof item === 'string' || typeof item === 'boolean'
    ? String(item).slice(0, MAX_TEXT)
    : '…'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
