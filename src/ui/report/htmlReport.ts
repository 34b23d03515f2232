import type { Finding, FunctionReference, Problem, Report, YaraMatch } from '../../engine/index.ts'
import { kerasText, pythonText } from '../../engine/model/facts.ts'
import { counted, toCountText, toOffsetText, toSizeText } from '../shared/quantities.ts'
import { reasonsOf } from '../shared/reasons.ts'
import { settledLook, verdictLook } from '../shared/verdictLook.ts'
import { codeArticle } from './codeArticle.ts'
import { html, lines, type Html } from './escapeHtml.ts'
import { effectsText, indicator, operation, outside, setAsideList } from './moreSections.ts'
import { place } from './place.ts'
import { REPORT_STYLE } from './reportStyle.ts'

/** One page to hand on: no scripts, nothing fetched, every text from the file escaped. */
export function htmlReport(report: Report, run: Parameters<typeof verdictLook>[1]): string {
  const { word, shape, reason } = verdictLook(report, run)
  const reasons = reasonsOf(report)
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>${word}: ${report.source.name}</title>
        <style>
          ${{ html: REPORT_STYLE }}
        </style>
      </head>
      <body>
        <header class="${shape}">
          <h1>${word}</h1>
          <p>${sentence(reason)}</p>
          ${settledPart(report, run)}
        </header>
        <main>
          ${factsTable(report)}
          ${section('Findings', report.findings, (one) => finding(one, reasons.get(one.id) ?? null))}
          ${section('Indicators, defanged', report.indicators, indicator)}
          ${section('Code', report.code, codeArticle)}
          ${section('Operations of graphs', report.operations, operation)}
          ${section('Ways out of the file', report.outside, outside)}
          ${section('Functions that are named or written out', report.references, reference)}
          ${section('YARA', report.yara, match)} ${section('Problems', report.problems, problem)}
        </main>
        <footer>Written by Lambdascope. Nothing of the model was run.</footer>
      </body>
    </html> `
  return page.html
}

/** The verdict without what was set aside, and what that was. */
function settledPart(report: Report, run: Parameters<typeof verdictLook>[1]): Html {
  const look = settledLook(report, run)
  if (look === null) return html``
  return html`<p>
      Without what was set aside: <strong class="${look.shape}">${look.word}</strong>.
      ${sentence(look.reason)}
    </p>
    ${setAsideList(report)}`
}

function factsTable(report: Report): Html {
  const { source, formatTitle, graph, complete, passes } = report
  const rows: readonly (readonly [string, string | null])[] = [
    ['File', source.name],
    ['Format', formatTitle],
    ['Written by', kerasText(report)],
    ['Python of its code', pythonText(report)],
    ['Size', `${toSizeText(source.size)} (${toCountText(source.size)} bytes)`],
    ['SHA-256', source.sha256 ?? (source.files.length === 0 ? 'not known' : null)],
    ['Layers', toCountText(graph.layers.length)],
    ['Capabilities', effectsText(report.effects)],
    ['Examined', complete ? 'everything' : 'not everything, see Problems'],
    ['Passes', `structure and code: ${passes.structure}; every byte: ${passes.content}`],
    ...report.facts.map(({ name, value }) => [name, value] as const),
    ...source.files.map(
      ({ path, size, sha256 }) =>
        [path, `${toSizeText(size)}, SHA-256 ${sha256 ?? 'not known'}`] as const,
    ),
  ]
  return html`<table>
    ${rows.map(([name, value]) =>
      value === null
        ? html``
        : html`<tr>
            <th>${name}</th>
            <td>${value}</td>
          </tr> `,
    )}
  </table>`
}

function section<T>(title: string, items: readonly T[], toItem: (item: T) => Html): Html {
  const body = items.length === 0 ? html`<p>None.</p>` : html`${items.map(toItem)}`
  return html`<section>
    <h2>${title} (${items.length})</h2>
    ${body}
  </section>`
}

/** `aside`: why it was set aside; null when it was not. */
function finding(one: Finding, aside: string | null): Html {
  const { severity, title, rule, message, why, advice, location } = one
  const { advisories, techniques, references } = one
  return html`<article class="${severity}">
    <h3><span class="severity">${severity}</span> ${title} <code>${rule}</code></h3>
    <p>${sentence(message)}</p>
    <dl>
      <dt>Why</dt>
      <dd>${why}</dd>
      <dt>Next</dt>
      <dd>${advice}</dd>
      <dt>Where</dt>
      <dd>${place(location)}</dd>
      ${aside === null ? html`` : fact('Set aside because', [aside])}
      ${fact(
        'Advisories',
        advisories.map(
          ({ id, affected, fixed }) => `${id}: ${affected}; fixed in ${fixed ?? 'no version'}`,
        ),
      )}
      ${fact('MITRE ATLAS', techniques)} ${fact('See', references)}
    </dl>
  </article> `
}

/** A term with what is said of it; nothing when nothing is. */
function fact(name: string, values: readonly string[]): Html {
  if (values.length === 0) return html``
  return html`<dt>${name}</dt>
    ${values.map((value) => html`<dd>${value}</dd>`)}`
}

function matchLines(strings: YaraMatch['strings']): string {
  return strings
    .map(({ id, offset, length }) => `${id}  ${toOffsetText(offset)}  ${counted(length, 'byte')}`)
    .join('\n')
}

function reference({ kind, text, layer, slot, location }: FunctionReference): Html {
  return html`<article>
    <h3>${layer ?? 'the model'}, ${slot}: ${kind}</h3>
    <pre>${lines(text)}</pre>
    <p>${place(location)}</p>
  </article> `
}

function match({ rule, severity, meta, location, strings, stringCount }: YaraMatch): Html {
  return html`<article class="${severity}">
    <h3><span class="severity">${severity}</span> ${rule}</h3>
    <dl>
      <dt>in</dt>
      <dd>${place(location)}</dd>
      ${meta.map(
        ([key, value]) =>
          html`<dt>${key}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    <pre>${lines(matchLines(strings))}</pre>
    ${stringCount > strings.length ? html`<p>and ${stringCount - strings.length} more</p>` : html``}
  </article> `
}

function problem({ kind, message, location }: Problem): Html {
  return html`<article>
    <h3>${kind}</h3>
    <p>${sentence(message)}</p>
    <p>${place(location)}</p>
  </article> `
}

/** What stands in backquotes is from the file; with an odd number of them one is from the file itself. */
function sentence(text: string): Html {
  const pieces = text.split('`')
  if (pieces.length % 2 === 0) return html`${text}`
  return html`${pieces.map((piece, at) => (at % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`))}`
}
