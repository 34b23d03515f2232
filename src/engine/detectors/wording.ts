import type { CodeUse } from '../model/Report.ts'

const MAX_QUOTED = 80 // characters of a literal in a message; the whole of it is in the listing

/** Text in backticks, shortened in the middle. */
export function quoted(text: string): string {
  return `\`${shortened(text, MAX_QUOTED)}\``
}

/** The text, or its beginning and its end around `…` when it has more than `limit` characters. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text
  const tail = Math.floor(limit / 3)
  const start = text.slice(0, limit - tail - 1).replace(/[\uD800-\uDBFF]$/, '')
  return `${start}…${text.slice(-tail).replace(/^[\uDC00-\uDFFF]/, '')}`
}

/** The first of some names, and how many more there are: `a`, `b` and 3 more. */
export function listed(names: readonly string[], limit = 3): string {
  const shown = names.slice(0, limit).map(quoted)
  const more = names.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${more} more`
  const last = shown.pop() ?? ''
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}

/** When the code at a place runs, as the end of a sentence. */
export function whenRun({ layer, slot }: Pick<CodeUse, 'layer' | 'slot'>): string {
  if (layer === null) return `in ${quoted(slot)} of the model`
  if (isFunctionSlot(slot)) return `when layer ${quoted(layer)} is called`
  if (slot.startsWith('output_shape'))
    return `when the output shape of layer ${quoted(layer)} is computed`
  if (slot.startsWith('mask')) return `when the mask of layer ${quoted(layer)} is computed`
  return `in ${quoted(slot)} of layer ${quoted(layer)}`
}

/** Whether a slot is a layer's own function, which runs in every call. */
function isFunctionSlot(slot: string): boolean {
  return slot === 'function' || slot === 'call_fn'
}

/** `1 layer`, `3 layers`. */
export function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`
}
