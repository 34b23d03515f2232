import { expect, test } from 'vitest'
import { toForm } from './copyBytes.ts'

test('bytes are copied as hexadecimal, base64 or text', () => {
  const bytes = new Uint8Array([0x41, 0x0a, 0xc3, 0xa9, 0xff])
  expect(toForm(bytes, 'hex')).toBe('410ac3a9ff')
  expect(toForm(bytes, 'base64')).toBe('QQrDqf8=')
  expect(toForm(bytes, 'text')).toBe('A\n\u00e9\ufffd')
})
