import type {
  EffectCell,
  Indicator,
  Operation,
  OutsideReference,
  Report,
} from '../../engine/index.ts'
import { defang } from '../../engine/model/defang.ts'
import { effectText } from '../shared/effects.ts'
import { counted } from '../shared/quantities.ts'
import { html, type Html } from './escapeHtml.ts'
import { place } from './place.ts'

/** What the model can reach, and when, in a line; `none` when nothing was found. */
export function effectsText(effects: readonly EffectCell[]): string {
  if (effects.length === 0) return 'none found'
  return effects
    .map((cell) => `${effectText(cell)} (${counted(cell.findings.length, 'finding')})`)
    .join(', ')
}

/** The findings that were set aside, with the reasons. */
export function setAsideList({ settled, findings }: Report): Html {
  if (settled === null) return html``
  const titles = new Map(findings.map(({ id, rule, title }) => [id, `${rule} ${title}`]))
  return html`<ul>
    ${settled.setAside.map(
      ({ finding, reason, at }) =>
        html`<li>${titles.get(finding) ?? finding}: set aside at ${at} because: ${reason}</li>`,
    )}
  </ul>`
}

/** Defanged: nothing in the page can be followed. */
export function indicator({ kind, text, count, locations }: Indicator): Html {
  const times = count === 1 ? 'once' : `${count} times`
  return html`<article>
    <h3>${kind}: <code>${defang(text)}</code></h3>
    <p>met ${times}</p>
    ${locations.map((location) => html`<p>${place(location)}</p>`)}
  </article> `
}

export function operation({ op, node, runs, operands, count, at }: Operation): Html {
  const times = count === 1 ? '' : `, ${count} alike`
  return html`<article>
    <h3>${op} <code>${node}</code>, ${runs}${times}</h3>
    <dl>
      ${operands.map(
        ({ name, text, from }) =>
          html`<dt>${name}</dt>
            <dd>${text ?? 'known when it runs'} (${from})</dd>`,
      )}
    </dl>
    <p>${place(at)}</p>
  </article> `
}

export function outside({ what, target, key, at }: OutsideReference): Html {
  return html`<article>
    <h3>${what}, ${key}: <code>${target}</code></h3>
    <p>${place(at)}</p>
  </article> `
}
