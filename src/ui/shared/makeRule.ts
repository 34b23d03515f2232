import { bytePattern, codePattern } from '../../worker/client.ts'

/** What a rule is made from. */
export type RuleSeed =
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'code'; readonly name: string; readonly payload: Uint8Array }
  | { readonly kind: 'strings'; readonly name: string; readonly strings: readonly Uint8Array[] }

const MAX_STRINGS = 64
const LEAST_CHARACTERS = 4

/** The text of a rule that finds again what it is made from. `taken`: names that other rules have. */
export function makeRule(seed: RuleSeed, taken: ReadonlySet<string>): string {
  const name = freeRuleName(seed.name, taken)
  const { strings, condition, what } = partsOf(seed)
  return [
    `rule ${name}`,
    '{',
    '    meta:',
    `        description = "${what}"`,
    '        severity = "medium"',
    '    strings:',
    ...strings.map((string) => `        ${string}`),
    '    condition:',
    `        ${condition}`,
    '}',
    '',
  ].join('\n')
}

function partsOf(seed: RuleSeed): {
  readonly strings: readonly string[]
  readonly condition: string
  readonly what: string
} {
  switch (seed.kind) {
    case 'bytes': {
      const what = `Made from ${seed.bytes.length} bytes`
      return { strings: [`$bytes = { ${bytePattern(seed.bytes)} }`], condition: '$bytes', what }
    }
    case 'code': {
      const what = 'Made from marshalled code; lines, paths and references may differ'
      return { strings: [`$code = { ${codePattern(seed.payload)} }`], condition: '$code', what }
    }
    case 'strings': {
      const strings = seed.strings
        .slice(0, MAX_STRINGS)
        .map((bytes, index) => `$s${index + 1} = ${asText(bytes) ?? `{ ${bytePattern(bytes)} }`}`)
      return { strings, condition: 'all of them', what: `Made from ${strings.length} strings` }
    }
  }
}

/** In quotes; null for bytes that are no plain text. */
function asText(bytes: Uint8Array): string | null {
  const isPlain =
    bytes.length >= LEAST_CHARACTERS && bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  if (!isPlain) return null
  return `"${String.fromCharCode(...bytes.subarray(0, 1_000)).replace(/["\\]/g, '\\$&')}"`
}

function freeRuleName(wanted: string, taken: ReadonlySet<string>): string {
  const plain = wanted.replace(/[^A-Za-z0-9]+/g, '_').slice(0, 60)
  const trimmed = plain.replace(/^_/, '').replace(/_$/, '')
  const stem = /^[A-Za-z]/.test(trimmed) ? trimmed : `Rule_${trimmed}`
  let name = stem
  for (let count = 2; taken.has(name); count += 1) name = `${stem}_${count}`
  return name
}
