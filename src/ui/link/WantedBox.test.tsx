import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { NO_ADDRESS, type Address } from '../shared/fragment.ts'
import { WantedBox } from './WantedBox.tsx'

const HASH = '9f3c'.repeat(16)
const nothing = {
  reach: 'hub',
  onHub: () => undefined,
  onWeb: () => undefined,
  onForget: () => undefined,
} as const

function markupOf(wanted: Partial<Address>): string {
  return renderToStaticMarkup(<WantedBox wanted={{ ...NO_ADDRESS, ...wanted }} {...nothing} />)
}

test('a file of a disk is asked for by its name, size and digest, shown as they are', () => {
  const markup = markupOf({ name: '<b>\u202egpj.h5', size: 12_400_000, sha256: HASH })
  for (const text of ['&lt;b&gt;', '\\u202e', '12.4 MB', 'SHA-256', 'drop it here'])
    expect(markup).toContain(text)
  expect(markup).not.toContain('\u202e')
})

test('another host is named and not asked; the page that may keeps the whole link', () => {
  const markup = markupOf({
    source: { kind: 'web', url: 'https://example.com/a/m.h5?rev=1' },
    sha256: HASH,
    others: [['later', '"><script>']],
  })
  for (const text of ['example.com', '/a/m.h5', 'Nothing was asked of that host'])
    expect(markup).toContain(text)
  expect(markup).toContain(
    `href="anywhere.html#v=1&amp;src=https://example.com/a/m.h5%3Frev%3D1&amp;sha256=${HASH}`,
  )
  expect(markup).not.toContain('<script>')
})
