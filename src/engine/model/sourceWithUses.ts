import { escapeText, shorten } from './escapeText.ts'
import type { Listing, Range } from './Listing.ts'
import type { CodeObject, CodeUse } from './Report.ts'

/** Lines of source, each with the bytes of the payload that it speaks of; null for a line without. */
export interface SourceText {
  readonly lines: readonly string[]
  readonly ranges: readonly (Range | null)[]
}

const MAX_USES = 20 // different ones; the report has all
const MAX_VALUE = 2_000 // characters of one value; the report has it whole

/** The lines of a listing's source. No lines when there is none. */
export function sourceText({
  source,
  sourceLines,
}: Pick<Listing, 'source' | 'sourceLines'>): SourceText {
  if (source.trim() === '') return { lines: [], ranges: [] }
  const lines = source.replace(/\n$/, '').split('\n')
  return { lines, ranges: lines.map((_, index) => sourceLines[index] ?? null) }
}

/**
 * The source of a code object below what Keras stores beside its code: default arguments and closure values,
 * as comments, once for each different pair. Values are escaped, so that none ends its comment.
 */
export function sourceWithUses(
  code: Pick<CodeObject, 'source' | 'sourceLines' | 'uses'>,
): SourceText {
  const { lines, ranges } = sourceText(code)
  if (lines.length === 0) return { lines, ranges }
  const beside = storedBeside(code.uses)
  return { lines: [...beside, ...lines], ranges: [...beside.map(() => null), ...ranges] }
}

/** `defaults` and `closure` of the places where a code object stands, as lines of comments. */
function storedBeside(uses: readonly CodeUse[]): readonly string[] {
  const byValues = new Map<string, CodeUse[]>()
  for (const use of uses) {
    if (use.defaults === null && use.closure === null) continue
    const key = JSON.stringify([use.defaults, use.closure])
    const same = byValues.get(key) ?? []
    same.push(use)
    byValues.set(key, same)
  }
  const groups = [...byValues.values()]
  const shown = groups.slice(0, MAX_USES).flatMap(groupLines)
  const left = groups.length - MAX_USES
  return left > 0 ? [...shown, `# and ${left} more, in the report`] : shown
}

function groupLines(uses: readonly CodeUse[]): readonly string[] {
  const [first] = uses
  if (first === undefined) return []
  const { defaults, closure } = first
  return [
    `# Stored beside the code for ${placesText(uses)}:`,
    ...(defaults === null ? [] : [`#   default arguments: ${valueText(defaults)}`]),
    ...(closure === null ? [] : [`#   closure values: ${valueText(closure)}`]),
  ]
}

function placesText(uses: readonly CodeUse[]): string {
  const names = new Set(
    uses.map(({ layer, slot }) => `${layer === null ? 'the model' : `layer ${layer}`}, ${slot}`),
  )
  const shown = [...names].slice(0, MAX_USES).map((name) => valueText(name))
  const left = names.size - shown.length
  return left > 0 ? `${shown.join('; ')}; and ${left} more` : shown.join('; ')
}

function valueText(value: string): string {
  return escapeText(shorten(value, MAX_VALUE))
}
