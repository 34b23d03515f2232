import { expect, test } from 'vitest'
import { bytesSource } from '../../bytes/ByteSource.ts'
import { readPlainText } from './readPlainText.ts'

const source = (text: string) => bytesSource(new TextEncoder().encode(text))

test('words, lines and any script are plain text', () => {
  for (const text of ['', 'one\ntwo\r\n\tthree', 'слово', '語'])
    expect(readPlainText(source(text))?.length).toBe(new TextEncoder().encode(text).length)
})

test('a control character, a NUL or bytes that are not UTF-8 make it something else', () => {
  expect(readPlainText(source('\u001b[31m'))).toBeNull()
  expect(readPlainText(source('a\0b'))).toBeNull()
  expect(readPlainText(bytesSource(new Uint8Array([0x61, 0xff, 0x62])))).toBeNull()
})
