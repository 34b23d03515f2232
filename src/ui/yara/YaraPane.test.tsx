import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { YaraBench } from '../../worker/client.ts'
import { createActs } from '../shared/acts.ts'
import { bytesAt } from '../shared/bytesAt.ts'
import { createRuleSet } from '../shared/ruleSet.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { createStore } from '../shared/Store.ts'
import type { Ran } from '../shared/workbench.ts'
import { YaraPane } from './YaraPane.tsx'

const analysis = sampleAnalysis()
const bench: YaraBench = {
  hold: () => undefined,
  check: () => Promise.resolve([]),
  run: () => Promise.resolve({ matches: [], problems: [], ms: 0 }),
  cancel: () => undefined,
}

test('a match is shown with its rule, what the rule says, its part and the bytes of its strings', () => {
  const rules = createRuleSet({ read: () => null, write: () => undefined })
  rules.replace([{ name: 'own.yar', text: 'rule Mine : hot { condition: true }', isOn: true }])
  const markup = renderToStaticMarkup(
    <YaraPane
      workbench={{
        rules,
        loadBundled: () => Promise.resolve([]),
        bench: () => bench,
        trial: () => bench,
        acts: createActs(),
        chosen: createStore<string | null>(null),
        ran: createStore<Ran | null>(null),
        openModels: () => [],
      }}
      analysis={analysis}
      files={[]}
      selected={null}
      none="No rule matched"
      bytesOf={(location) => bytesAt(location, [], analysis.contents)}
      importRules={() => undefined}
      onSelect={() => undefined}
      onHex={() => undefined}
    />,
  )
  for (const text of [
    '2 matches',
    'KerasRequests',
    'reaches the network',
    '$curl',
    '0x3e',
    '>curl<',
    'Mine',
    'hot',
  ])
    expect(markup).toContain(text)
})
