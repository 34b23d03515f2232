import { expect, test } from 'vitest'
import { toForm } from './copyBytes.ts'

test('bytes are copied as hexadecimal, base64 or text', () => {
  const bytes = new Uint8Array([0x41, 0x0a, 0xc3, 0xa9, 0xff])
  expect(toForm(bytes, 'hex')).toBe('410ac3a9ff')
  expect(toForm(bytes, 'base64')).toBe('QQrDqf8=')
  expect(toForm(bytes, 'text')).toBe('A\n\u00e9\ufffd')
})

test('bytes are copied as an array of C and as bytes of Python', () => {
  const bytes = new Uint8Array([0x41, 0x27, 0x5c, 0x00, 0x7e])
  expect(toForm(bytes, 'C')).toBe(
    'const unsigned char bytes[5] = {\n  0x41, 0x27, 0x5c, 0x00, 0x7e\n};\n',
  )
  expect(toForm(bytes, 'Python')).toBe(String.raw`b'A\x27\x5c\x00~'`)
})
