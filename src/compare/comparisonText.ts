import { escapeText } from '../engine/model/escapeText.ts'
import type {
  Change,
  Comparison,
  Difference,
  Sameness,
  Section,
  Side,
  ValueChange,
} from './Comparison.ts'
import { isFullyCompared } from './compareReports.ts'

/** The sections as a person names them: one, and several. */
export const SECTION_WORDS: Readonly<Record<Section, readonly [one: string, several: string]>> = {
  finding: ['finding', 'findings'],
  code: ['code object', 'code objects'],
  function: ['function', 'functions'],
  operation: ['operation', 'operations'],
  outside: ['outside reference', 'outside references'],
  layer: ['layer', 'layers'],
  config: ['configuration', 'configurations'],
  weight: ['weight', 'weights'],
  fact: ['fact', 'facts'],
  file: ['file', 'files'],
  part: ['part', 'parts'],
}

/** What the hashes say, as a sentence without a full stop. */
export const SAMENESS_WORDS: Readonly<Record<Sameness, string>> = {
  same: 'The two are the same file: their SHA-256 is the same',
  'listed-same':
    'Their host lists the same SHA-256 for both; the bytes were not all read here, so it is not verified',
  different: 'The two files differ in their bytes',
  'listed-different': 'Their host lists another SHA-256 for each; it was not verified here',
  unknown: 'Whether their bytes are the same is not known: a hash is missing',
}

/** What is said where nothing differs, as a sentence without a full stop. */
export function emptyText(comparison: Comparison): string {
  if (comparison.bytes === 'same') return SAMENESS_WORDS.same
  const rest = isFullyCompared(comparison) ? '' : '; not everything was examined'
  return `No differences in what was examined${rest}. ${SAMENESS_WORDS[comparison.bytes]}`
}

/** How a change is said of a row; what was not seen is not said to be gone. */
export function changeText({ change, isSure }: Pick<Difference, 'change' | 'isSure'>): string {
  if (isSure) return change
  return UNSURE.get(change) ?? change
}

const UNSURE: ReadonlyMap<Change, string> = new Map([
  ['added', 'not seen before'],
  ['removed', 'not seen after'],
])

/** A comparison as text for a person: text from files is escaped. */
export function comparisonText(comparison: Comparison): string {
  const { before, after, differences, leftOut } = comparison
  return [
    ...sideLines('before', before),
    ...sideLines('after', after),
    differences.length === 0
      ? `${emptyText(comparison)}.`
      : `${countsText(comparison)}. ${SAMENESS_WORDS[comparison.bytes]}.`,
    ...differences.flatMap(differenceLines),
    ...(leftOut === 0 ? [] : [`${leftOut} more differences are not listed`]),
    ...gapLines(comparison),
    '',
  ].join('\n')
}

/** `2 findings, 1 layer`: how many rows each section has; `no differences` when none has. */
export function countsText({ counts }: Pick<Comparison, 'counts'>): string {
  const told = counts.flatMap(({ section, added, removed, changed }) => {
    const count = added + removed + changed
    return count === 0 ? [] : [`${count} ${SECTION_WORDS[section][count === 1 ? 0 : 1]}`]
  })
  return told.length === 0 ? 'No differences' : `Different: ${told.join(', ')}`
}

function sideLines(word: string, side: Side): readonly string[] {
  const { name, size, sha256, listedSha256, verdict, reason, complete } = side
  const hash = sha256 ?? (listedSha256 === null ? 'not known' : `${listedSha256}, not verified`)
  const rest = complete ? '' : ' (not everything was examined)'
  return [
    `${word}: ${escapeText(name)}, ${size} bytes, SHA-256 ${hash}`,
    `  ${verdict.toUpperCase()}${rest}: ${escapeText(reason)}`,
  ]
}

function differenceLines(difference: Difference): readonly string[] {
  const { section, name, values, leftOut, note } = difference
  const head = `${SECTION_WORDS[section][0]} ${changeText(difference)}: ${escapeText(name)}`
  return [
    note === '' ? head : `${head} (${escapeText(note)})`,
    ...values.map(valueLine),
    ...(leftOut === 0 ? [] : [`    ${leftOut} more values differ`]),
  ]
}

function valueLine({ path, before, after }: ValueChange): string {
  return `    ${escapeText(path)}: ${valueText(before)} → ${valueText(after)}`
}

/** A value, or that there is none. */
function valueText(value: string | null): string {
  return value === null ? 'none' : escapeText(value)
}

function gapLines({ gaps }: Comparison): readonly string[] {
  const lines = gaps.map(
    ({ side, section, message }) =>
      `  ${side}${section === null ? '' : `, ${SECTION_WORDS[section][1]}`}: ${escapeText(message)}`,
  )
  return lines.length === 0 ? [] : ['Not compared:', ...lines]
}
