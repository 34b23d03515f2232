import type { ByteSource } from './bytes/ByteSource.ts'
import { Collection } from './Collection.ts'
import { MAX_YARA_BYTES } from './content.ts'
import { fileLocation } from './model/Location.ts'
import type { YaraMatch } from './model/Report.ts'
import type { YaraScanner } from './model/Yara.ts'
import { scanPieces, type Piece } from './scan.ts'
import { scanWindows } from './windows.ts'
import type { RuleSet } from './yara/RuleSet.ts'

/** A model that is kept to be scanned again and again. */
export interface Held {
  readonly files: readonly { readonly path: string; readonly source: ByteSource }[]
  readonly parts: readonly Piece[]
}

/** What one rule set found in a model. */
export interface RulesRun {
  readonly matches: readonly YaraMatch[]
  /** What kept the rules from being scanned with, or what the scan cannot see. */
  readonly problems: readonly string[]
}

/** Scans whole files and parts with one rule set. Yields now and then, with the bytes of whole files done. */
export function* runRules(
  { files, parts }: Held,
  set: RuleSet,
  scanner: YaraScanner,
): Generator<number, RulesRun, undefined> {
  const collection = new Collection()
  const scan = { scanner, rules: [set] }
  const pieces: Piece[] = []
  const matches: YaraMatch[] = []
  let done = 0
  for (const { path, source } of files) {
    const location = fileLocation(path, source.size)
    if (source.size <= MAX_YARA_BYTES)
      pieces.push({ id: 'whole', bytes: source.read(0, source.size), location })
    else {
      const steps = scanWindows({ path, source, location }, scan, collection)
      let step = steps.next()
      for (; step.done !== true; step = steps.next()) yield done + step.value
      matches.push(...step.value)
    }
    done += source.size
  }
  const steps = scanPieces([...pieces, ...parts], scan, collection)
  let step = steps.next()
  for (; step.done !== true; step = steps.next()) yield done
  matches.push(...step.value)
  return { matches, problems: collection.problems.map(({ message }) => message) }
}
