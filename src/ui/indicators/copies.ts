import type { Indicator } from '../../engine/index.ts'
import { defang } from '../../engine/model/defang.ts'
import { escapeText } from '../../engine/model/escapeText.ts'

/** One indicator as it goes to the clipboard: defanged, on one line, without characters that do not show. */
export function copyOf({ text }: Indicator): string {
  return escapeText(defang(text))
}

/** All of them, a line each: kind, text and how often, with tabs between. */
export function copyOfAll(indicators: readonly Indicator[]): string {
  return indicators
    .map((indicator) => `${indicator.kind}\t${copyOf(indicator)}\t${indicator.count}\n`)
    .join('')
}
