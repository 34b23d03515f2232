import type { CodeObject, Listing, Stage } from '../../engine/index.ts'
import { escapeText } from '../../engine/model/escapeText.ts'
import { sourceText, sourceWithUses } from '../../engine/model/sourceWithUses.ts'
import { counted, toOffsetText } from '../shared/quantities.ts'
import { html, lines, type Html } from './escapeHtml.ts'
import { place } from './place.ts'

/** One code object: where it stands, its source, its disassembly, and what it hides. */
export function codeArticle(object: CodeObject): Html {
  const { name, filename, firstLine, sha256, size, python, uses, locations, stages } = object
  const isPickle = object.machine === 'pickle'
  const versions = python.length === 0 ? 'not known' : python.join(' or ')
  return html`<article class="code">
    <h3>${name} <code>${isPickle ? 'pickle' : `${filename}:${firstLine}`}</code></h3>
    <dl>
      <dt>Stands in</dt>
      ${uses.map(
        ({ layer, layerClass, slot }, at) =>
          html`<dd>
            ${layer ?? 'the model'} (${layerClass ?? 'no class'}), ${slot}:
            ${place(locations[at] ?? [])}
          </dd>`,
      )}
      <dt>${isPickle ? 'Machine' : 'Python'}</dt>
      <dd>${isPickle ? 'that of pickles' : versions}</dd>
      <dt>SHA-256</dt>
      <dd><code>${sha256}</code>, ${counted(size, 'byte')}</dd>
    </dl>
    ${listing(object, sourceWithUses(object).lines)}
    <h4>Strings (${object.strings.length})</h4>
    <pre>${lines(stringLines(object.strings))}</pre>
    ${stages.map(stageSection)}
  </article> `
}

function listing(code: Listing, source: readonly string[]): Html {
  const shown = source.length === 0 ? html`` : html`<pre>${lines(source.join('\n'))}</pre>`
  return html`<h4>Source: ${STATUS[code.sourceStatus]}</h4>
    ${shown}
    <h4>Disassembly</h4>
    <pre>${lines(code.disassembly)}</pre>`
}

const STATUS = {
  complete: 'complete, every instruction is accounted for',
  partial: 'partial, what was not understood stands in it as comments',
  none: 'none, it could not be decompiled',
} as const

/** What a stage comes to; nothing was run for it. */
function stageSection({ id, parent, title, result, steps }: Stage): Html {
  const found = parent === null ? '' : `, found in ${parent.replace('-', ' ')}`
  return html`<h4>${id.replace('-', ' ')}: ${title}${found}</h4>
    <ol>
      ${steps.map(
        ({ operation, inputBytes, outputBytes, inputSha256 }) =>
          html`<li>
            ${operation}: ${counted(inputBytes, 'byte')} (<code>${inputSha256}</code>) →
            ${counted(outputBytes, 'byte')}
          </li>`,
      )}
    </ol>
    ${stageResult(result)}`
}

function stageResult(result: Stage['result']): Html {
  switch (result.kind) {
    case 'text':
      return html`<pre>${lines(result.text)}</pre>`
    case 'bytes':
      return html`<p>${counted(result.size, 'byte')}, SHA-256 <code>${result.sha256}</code></p>`
    case 'pickle':
      return html`<pre>${lines(result.globals.map(escapeText).join('\n'))}</pre>`
    case 'code':
      return listing(result.listing, sourceText(result.listing).lines)
  }
}

/** A line feed inside a string of the file must not begin a line. */
function stringLines(strings: CodeObject['strings']): string {
  return strings
    .map(({ offset, text }) => `${toOffsetText(offset)}  ${escapeText(text)}`)
    .join('\n')
}
