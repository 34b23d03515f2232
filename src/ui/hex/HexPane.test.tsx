import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { bytesAt } from '../shared/bytesAt.ts'
import { fieldsIn } from '../shared/fields.ts'
import { indexPlaces } from '../shared/places.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { HexPane } from './HexPane.tsx'

const { report, contents } = sampleAnalysis()
const location = report.findings[1]?.location ?? []

const never = () => new Promise<never>(() => undefined)
const HOST = { openLayout: never, runBytesJob: never }

function shown(kept: typeof contents): string {
  const bytes = bytesAt(location, [], kept)
  const base = bytes.kind === 'here' ? bytes.base : []
  const fields = fieldsIn(report, indexPlaces(report), base)
  return renderToStaticMarkup(
    <HexPane
      location={location}
      bytes={bytes}
      fields={fields}
      layout={{ kind: 'opening' }}
      host={HOST}
      onSelect={() => undefined}
    />,
  )
}

function textOf(markup: string): string {
  return markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}

test('bytes stand in rows of sixteen with their offset, their text and the rules found there', () => {
  expect(textOf(shown(contents))).toMatch(
    /00000030 7c 00 53 00 29 03 4e e9 00 00 00 00 7a 1e 63 75 .* KER-003/,
  )
})

test('the chosen bytes are told by offset and length, and marked', () => {
  const markup = shown(contents)
  expect(textOf(markup)).toContain('0x3e, 30 bytes of 166 bytes')
  expect(markup.match(/class="[^"]*chosen/g)).toHaveLength(2 * 30)
})

test('every window on the way is named', () => {
  expect(textOf(shown(contents))).toMatch(
    /model\.h5 › model_config › layers\[4\]\.config\.function\[0\] › lambda_3 function › constant/,
  )
})

test('bytes that were not kept are said not to be here', () => {
  expect(textOf(shown(new Map()))).toContain('were not kept')
})
