import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DETECTORS } from './detectors/index.ts'
import { FORMATS } from './formats/index.ts'

// A folder that nobody lists is dead code that looks alive; a thing without a title cannot be explained to anyone.

const ENGINE = import.meta.dirname

test('every format is a folder of its name, and every folder is listed', () => {
  expect(FORMATS.map(({ id }) => id).toSorted()).toEqual(folders('formats'))
})

test('every detector is a folder of its name, and every folder but the names is listed', () => {
  const listed = folders('detectors').filter((folder) => folder !== 'names')
  expect(DETECTORS.map(({ id }) => id).toSorted()).toEqual(listed)
})

test.each(FORMATS.map((format) => [format.id, format] as const))(
  'the format %s has its file, a test, a fixture, a title and an explanation',
  (id, { title, explanation }) => {
    const folder = join(ENGINE, 'formats', id)
    expect(existsSync(join(folder, `${id}.ts`))).toBe(true)
    expect(existsSync(join(folder, `${id}.test.ts`))).toBe(true)
    expect(readdirSync(join(folder, 'fixtures')).length).toBeGreaterThan(0)
    expect(title.length).toBeGreaterThan(2)
    expect(explanation.length).toBeGreaterThan(20)
  },
)

test.each(DETECTORS.map((detector) => [detector.id, detector] as const))(
  'the detector %s has its file, a test, a title and an explanation',
  (id, { title, explanation }) => {
    const file = join(ENGINE, 'detectors', id, camelCase(id))
    expect(existsSync(`${file}.ts`)).toBe(true)
    expect(existsSync(`${file}.test.ts`)).toBe(true)
    expect(title.length).toBeGreaterThan(2)
    expect(explanation.length).toBeGreaterThan(20)
  },
)

test('every pane is a folder that App mounts', () => {
  const ui = join(ENGINE, '..', 'ui')
  const panes = readdirSync(ui, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
    .filter(({ name }) => readdirSync(join(ui, name)).some((file) => file.endsWith('Pane.tsx')))
    .map(({ name }) => name)
  expect(panes.length).toBeGreaterThan(3)
})

function folders(kind: string): string[] {
  return readdirSync(join(ENGINE, kind), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
}

function camelCase(id: string): string {
  return id.replaceAll(/-[a-z]/gu, (match) => match.slice(1).toUpperCase())
}
