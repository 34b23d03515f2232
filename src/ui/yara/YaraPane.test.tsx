import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { bytesAt } from '../shared/bytesAt.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { YaraPane } from './YaraPane.tsx'

const { report, contents } = sampleAnalysis()

test('a match is shown with its rule, what the rule says, its part and the bytes of its strings', () => {
  const markup = renderToStaticMarkup(
    <YaraPane
      matches={report.yara}
      none="No rule matched"
      bytesOf={(location) => bytesAt(location, [], contents)}
      loadRules={() => Promise.resolve([])}
      onSelect={() => undefined}
    />,
  )
  for (const text of [
    '2 matches',
    'KerasRequests',
    'reaches the network',
    '$curl',
    '0x3e',
    '>curl<',
  ])
    expect(markup).toContain(text)
})
