import type { Location } from '../../engine/index.ts'
import { locationText } from '../shared/location.ts'
import { html, type Html } from './escapeHtml.ts'

/** Where something is, as text. */
export function place(location: Location): Html {
  return html`<span class="place">${locationText(location)}</span>`
}
