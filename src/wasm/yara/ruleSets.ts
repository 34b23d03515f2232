import { splitRuleFiles, toRuleSet, type RuleSet } from '../../engine/index.ts'
import { BUNDLED_RULE_FILES } from './rules/bundled.ts'

/** A rule set, and the file that it is: the namespace of its rules. Null: all bundled files in one. */
export interface NamedRuleSet {
  readonly file: string | null
  readonly set: RuleSet
}

const bundled = new Map<string, RuleSet>() // by the files that are off: read once, however many models there are

/** What is scanned with: the bundled files, but for those that `choice` switches off, and each file of the user's own. */
export function ruleSetsOf(choice: string): readonly NamedRuleSet[] {
  const { files, without } = splitRuleFiles(choice)
  const own = files
    .filter(({ text }) => text.trim() !== '')
    .map(({ name, text }) => ({ file: name, set: toRuleSet(text) }))
  const ours = bundledWithout(without)
  return ours.text === '' ? own : [{ file: null, set: ours }, ...own]
}

function bundledWithout(without: readonly string[]): RuleSet {
  const files = BUNDLED_RULE_FILES.filter(([name]) => !without.includes(name))
  const key = files.map(([name]) => name).join(' ')
  const set = bundled.get(key) ?? toRuleSet(files.map(([, text]) => text).join('\n'), true)
  bundled.set(key, set)
  return set
}
