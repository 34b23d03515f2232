import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const CSS = readFileSync(new URL('./theme.css', import.meta.url), 'utf8')
const [LIGHT_BLOCK = '', DARK_BLOCK = ''] = CSS.split(":root[data-theme='dark']")
const LIGHT = colours(LIGHT_BLOCK)
const DARK = colours(DARK_BLOCK)

const SURFACES = ['page', 'pane', 'raised', 'hover']
const TONES = ['critical', 'high', 'medium', 'low', 'info', 'ok', 'code']
const TEXTS = ['text', 'muted', 'select', ...TONES]
const SYNTAX = ['keyword', 'string', 'number', 'comment', 'name'].map((name) => `syntax-${name}`)
const SHAPES = [...LIGHT.keys()].filter((name) => /^(line$|family-|amount-)/.test(name))

for (const [theme, palette] of [
  ['light', LIGHT],
  ['dark', DARK],
] as const) {
  test(`text in the ${theme} theme has 4.5:1 on every surface`, () => {
    for (const text of [...TEXTS, ...SYNTAX])
      for (const surface of [...SURFACES, 'select-soft'])
        expect(contrast(palette, text, surface), `${text} on ${surface}`).toBeGreaterThanOrEqual(
          4.5,
        )
  })

  test(`a tone of the ${theme} theme, and plain text, have 4.5:1 on its own tint`, () => {
    for (const tone of TONES)
      for (const text of ['text', tone])
        expect(
          contrast(palette, text, `${tone}-soft`),
          `${text} on ${tone}-soft`,
        ).toBeGreaterThanOrEqual(4.5)
  })

  test(`shapes and lines of the ${theme} theme have 3:1 on panes`, () => {
    for (const shape of SHAPES)
      for (const surface of ['page', 'pane', 'raised'])
        expect(contrast(palette, shape, surface), `${shape} on ${surface}`).toBeGreaterThanOrEqual(
          3,
        )
  })
}

test('both themes name the same colours', () => {
  expect([...DARK.keys()]).toEqual([...LIGHT.keys()])
})

test('no colour can be minified to three digits, which the editor does not understand', () => {
  for (const hex of [...LIGHT.values(), ...DARK.values()])
    expect(hex).not.toMatch(/^#(.)\1(.)\2(.)\3$/)
})

function colours(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [
      name,
      hex,
    ]),
  )
}

function contrast(palette: Map<string, string>, a: string, b: string): number {
  const [dim = 0, bright = 0] = [luminance(palette.get(a)), luminance(palette.get(b))].sort(
    (x, y) => x - y,
  )
  return (bright + 0.05) / (dim + 0.05)
}

/** Relative luminance of WCAG 2.2. */
function luminance(hex = ''): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
