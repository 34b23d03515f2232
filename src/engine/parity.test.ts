import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DETECTORS } from './detectors/index.ts'
import { FORMATS } from './formats/index.ts'

// A folder that nobody lists is dead code that looks alive; a thing without a title cannot be explained to anyone.

const ENGINE = import.meta.dirname
const UI = join(ENGINE, '..', 'ui')

test('every format is a folder of its name, and every folder is listed', () => {
  expect(FORMATS.map(({ id }) => id).toSorted()).toEqual(folders('formats'))
})

test('every detector is a folder of its name, and every folder but the names and the rules is listed', () => {
  const listed = folders('detectors').filter((folder) => folder !== 'names' && folder !== 'rules')
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

test.each(panes())('the pane %s is mounted by the page, and says what it is', (folder, file) => {
  const mounting = readdirSync(UI)
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(join(UI, name), 'utf8'))
  expect(mounting.some((text) => text.includes(`./${folder}/${file}`))).toBe(true)
  expect(readFileSync(join(UI, folder, file), 'utf8')).toMatch(
    /\/\*\*[^/]+\*\/\nexport function \w+Pane\(/u,
  )
})

test('there are the panes that the page is made of', () => {
  expect(panes().map(([folder]) => folder)).toEqual(
    expect.arrayContaining([
      'code',
      'files',
      'findings',
      'graph',
      'hex',
      'parts',
      'problems',
      'yara',
    ]),
  )
})

/** Folder and file of every pane. */
function panes(): readonly (readonly [string, string])[] {
  return readdirSync(UI, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
    .flatMap(({ name }) =>
      readdirSync(join(UI, name))
        .filter((file) => file.endsWith('Pane.tsx'))
        .map((file) => [name, file] as const),
    )
}

function folders(kind: string): string[] {
  return readdirSync(join(ENGINE, kind), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
}

function camelCase(id: string): string {
  return id.replaceAll(/-[a-z]/gu, (match) => match.slice(1).toUpperCase())
}
