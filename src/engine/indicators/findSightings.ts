import type { IndicatorKind } from '../model/Indicator.ts'
import { addressIn } from './addresses.ts'
import { commandsIn, shownCommand } from './commands.ts'
import { domainIn } from './domains.ts'
import { pathIn } from './paths.ts'
import type { Sighting, Word } from './Sighting.ts'
import { privateKeyIn, tokenIn } from './tokens.ts'
import { urlsIn } from './urls.ts'
import { walletIn } from './wallets.ts'

/**
 * What a text is: a constant is somebody's choice of words; in a program and in a configuration most words are names,
 * which look like domains and paths.
 */
export type Scope = 'constant' | 'names'

const MAX_SIGHTINGS = 1_000 // of one text

/** The indicators in a text, by their kind and then their place. The time grows with the length of the text alone. */
export function findSightings(text: string, scope: Scope): readonly Sighting[] {
  const urls = urlsIn(text)
  const found: Sighting[] = [...urls, ...keysIn(text)]
  for (const word of wordsOutside(text, urls)) {
    if (found.length >= MAX_SIGHTINGS) break
    const sighting = ofWord(word, scope)
    if (sighting !== null) found.push(sighting)
  }
  if (scope === 'constant')
    for (const command of commandsIn(text)) found.push(ofCommand(command, text))
  return found.slice(0, MAX_SIGHTINGS)
}

type Finder = readonly [kind: IndicatorKind, find: (word: string) => string | null]

const SURE: readonly Finder[] = [
  ['ip-address', addressIn],
  ['token', tokenIn],
  ['wallet', walletIn],
]
const BY_WORDS: readonly Finder[] = [
  ['domain', domainIn],
  ['path', pathIn],
]
const FINDERS: Readonly<Record<Scope, readonly Finder[]>> = {
  constant: [...SURE, ...BY_WORDS],
  names: SURE,
}

function ofWord({ text: word, offset }: Word, scope: Scope): Sighting | null {
  for (const [kind, find] of FINDERS[scope]) {
    const text = find(word)
    if (text !== null) return { kind, text, offset, length: word.length }
  }
  return null
}

function ofCommand(command: string, text: string): Sighting {
  const offset = text.indexOf(command)
  return { kind: 'command', text: shownCommand(command), offset, length: command.length }
}

function keysIn(text: string): readonly Sighting[] {
  const key = privateKeyIn(text)
  if (key === null) return []
  return [{ kind: 'token', text: key, offset: text.indexOf(key), length: key.length }]
}

const WORD = /[^\s'"`<>|;,(){}=]+/gu

/** The words between the addresses that were found. */
function* wordsOutside(text: string, urls: readonly Sighting[]): Generator<Word> {
  let start = 0
  for (const { offset, length } of [...urls, { offset: text.length, length: 0 }]) {
    const between = text.slice(start, offset)
    for (const match of between.matchAll(WORD))
      if (match[0].length >= 4) yield { text: match[0], offset: start + match.index }
    start = offset + length
  }
}
