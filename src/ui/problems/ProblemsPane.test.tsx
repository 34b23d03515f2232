import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ProblemsPane } from './ProblemsPane.tsx'

const location = [
  { kind: 'file', name: '__proto__', offset: 0, length: 9, via: 'same' },
  { kind: 'member', name: 'a\u202eb', offset: 0, length: 9, via: 'inflated' },
] as const

test('a problem has its kind in words, its message and its place, escaped', () => {
  const markup = renderToStaticMarkup(
    <ProblemsPane
      problems={[{ kind: 'limit', message: 'more than 5 <parts>', location }]}
      none=""
      selected={null}
      onSelect={() => undefined}
    />,
  )
  for (const text of ['Limit met', 'more than 5 &lt;parts&gt;', '__proto__ › a\\u202eb'])
    expect(markup).toContain(text)
  expect(markup).not.toContain('\u202e')
})
