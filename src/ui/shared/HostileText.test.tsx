import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { HostileText } from './HostileText.tsx'
import { Message } from './Message.tsx'

test('markup from a file is text', () => {
  expect(renderToStaticMarkup(<HostileText text="<img src=x onerror=alert(1)>" />)).toContain(
    '&lt;img src=x onerror=alert(1)&gt;',
  )
})

test('right-to-left controls are shown, and the text is kept from moving what is beside it', () => {
  const markup = renderToStaticMarkup(<HostileText text={'exe\u202egpj'} />)
  expect(markup).toMatch(/^<bdi/)
  expect(markup).toContain('>\\u202e</span>gpj')
  expect(markup).not.toContain('\u202e')
})

test('long text is shortened in the middle, with the whole in its title and for the copy', () => {
  const markup = renderToStaticMarkup(<HostileText text={`start${'x'.repeat(500)}end`} most={20} />)
  expect(markup).toContain('>startxxxxx…xxxxxxend<')
  expect(markup).toContain(`data-whole="start${'x'.repeat(500)}end"`)
})

test('what stands in backquotes is set as code, unless the file put a backquote there', () => {
  expect(
    renderToStaticMarkup(<Message text="Needs `a` from `b`" most={99} />).match(/mono/g),
  ).toHaveLength(2)
  expect(renderToStaticMarkup(<Message text="Needs ``a` now" most={99} />)).not.toContain('mono')
})
