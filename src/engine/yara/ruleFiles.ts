// Several files of rules in one text, as it is handed to a scan, kept in a link or saved with a case: each file begins with
// a comment of ours, so that the text is one of rules still, and other programs may read it.

/** A file of YARA rules. Its rules have a namespace of their own: two files may both have a rule `A`. */
export interface RuleSource {
  readonly name: string
  readonly text: string
}

/** What is scanned for: files of the user's own, and the bundled files that are switched off. */
export interface RuleChoice {
  readonly files: readonly RuleSource[]
  /** Names of bundled files. */
  readonly without: readonly string[]
}

const FILE = '//@file '
const WITHOUT = '//@without '
const OWN_NAME = 'own.yar' // of rules that came without a name, as those of a command line do
const MAX_FILES = 1_000 // each costs a compilation
const MAX_NAME = 200

/** Empty when nothing differs from the bundled rules. */
export function joinRuleFiles({ files, without }: RuleChoice): string {
  return [
    ...without.map((name) => `${WITHOUT}${oneLine(name)}`),
    ...files.flatMap(({ name, text }) => [`${FILE}${oneLine(name)}`, text]),
  ].join('\n')
}

/** The reverse of `joinRuleFiles`; a text without our comments is one file. */
export function splitRuleFiles(joined: string): RuleChoice {
  const files: { name: string; lines: string[] }[] = []
  const without: string[] = []
  for (const line of joined === '' ? [] : joined.split('\n')) {
    if (line.startsWith(WITHOUT)) without.push(line.slice(WITHOUT.length).trim())
    else if (line.startsWith(FILE) && files.length < MAX_FILES)
      files.push({ name: oneLine(line.slice(FILE.length)), lines: [] })
    else if (files.length > 0) files.at(-1)?.lines.push(line)
    else if (line.trim() !== '') files.push({ name: OWN_NAME, lines: [line] })
  }
  return { files: files.map(({ name, lines }) => ({ name, text: lines.join('\n') })), without }
}

function oneLine(name: string): string {
  const shown = name.replace(/\s+/g, ' ').trim().slice(0, MAX_NAME)
  return shown === '' ? OWN_NAME : shown
}
