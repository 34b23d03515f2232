import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Operation } from '../../engine/index.ts'
import { OperationFacts } from './OperationFacts.tsx'

const operation: Operation = {
  op: 'WriteFile',
  node: '<img onerror=alert(1)>\u202e',
  graph: '__proto__',
  layer: null,
  operands: [
    { name: 'filename', text: '/root/.ssh/authorized_keys', from: 'literal' },
    { name: 'contents', text: null, from: 'argument' },
  ],
  runs: 'load',
  role: null,
  count: 2,
  at: [],
}

test('an operation is told with its operands and when it runs, its names as text', () => {
  const markup = renderToStaticMarkup(<OperationFacts operation={operation} />)
  const text = markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  expect(text).toMatch(/WriteFile when loaded, 2 alike .* __proto__ filename \/root\/\.ssh/)
  expect(text).toContain('contents given by the caller')
  expect(markup).not.toContain('<img')
  expect(markup).not.toContain('\u202e')
})
