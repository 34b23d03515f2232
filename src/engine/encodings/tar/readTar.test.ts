import { expect, test } from 'vitest'
import { bytesSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { isTar, readTar } from './readTar.ts'

/** One header and its bytes, as `tar` writes them. */
function entry(name: string, text = '', kind = '0'): Uint8Array {
  const data = new TextEncoder().encode(text)
  const block = new Uint8Array(512 + Math.ceil(data.length / 512) * 512)
  const write = (offset: number, value: string) =>
    block.set(new TextEncoder().encode(value), offset)
  write(0, name)
  write(124, `${data.length.toString(8).padStart(11, '0')}\0`)
  write(148, ' '.repeat(8))
  write(156, kind)
  write(257, 'ustar')
  write(
    148,
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
  )
  block.set(data, 512)
  return block
}

function tar(...entries: readonly Uint8Array[]) {
  return bytesSource(new Uint8Array(Buffer.concat([...entries, new Uint8Array(1024)])))
}

test('files and folders are listed with the place of their bytes', () => {
  const source = tar(entry('model/', '', '5'), entry('model/config.json', '{}'))
  expect(isTar(source.read(0, 512))).toBe(true)
  expect(readTar(source)).toEqual({
    entries: [
      { name: 'model/', type: 'folder', headerOffset: 0, dataOffset: 512, size: 0 },
      { name: 'model/config.json', type: 'file', headerOffset: 512, dataOffset: 1024, size: 2 },
    ],
    oddities: [],
  })
})

test('long names of GNU and pax stand in entries of their own', () => {
  const long = 'a'.repeat(150)
  const source = tar(
    entry('././@LongLink', `${long}\0`, 'L'),
    entry('short', '1'),
    entry('pax', '19 path=from/header\n', 'x'),
    entry('short', '2'),
  )
  expect(readTar(source).entries.map(({ name }) => name)).toEqual([long, 'from/header'])
})

test('links, devices, ways out and second names are odd', () => {
  const source = tar(
    entry('link', '', '2'),
    entry('/dev/sda', '', '4'),
    entry('../up', 'x'),
    entry('twice', 'x'),
    entry('twice', 'y'),
  )
  expect(readTar(source).oddities.map(({ what, name }) => [what, name])).toEqual([
    ['link-entry', 'link'],
    ['link-entry', '/dev/sda'],
    ['odd-name', '/dev/sda'],
    ['odd-name', '../up'],
    ['duplicate-entry', 'twice'],
  ])
})

test('a broken header, or a file past the end, is refused', () => {
  const whole = entry('model.bin', 'x'.repeat(600))
  expect(() => readTar(bytesSource(whole.subarray(0, 1100)))).toThrow(/go past 1100/)
  expect(() => readTar(tar(whole, new Uint8Array(512).fill(7)))).toThrow(ParseError)
  expect(isTar(new Uint8Array(512))).toBe(false)
  expect(isTar(new Uint8Array(512).fill(0x41))).toBe(false)
})
