export const USAGE = `Usage: lambdascope scan [options] PATH…

Shows what a machine-learning model would run. A PATH to a file is that file alone; a folder is walked,
and a SavedModel folder in it is one model. Nothing from a model is run, and nothing is sent.

Options
  --format text|json|jsonl  text for people (default), one JSON document, or one line per model
  --rules FILE              YARA rules to use beside the bundled ones (may be given more than once)
  --no-yara                 leave YARA out
  --quick                   only the first pass: structure and code, without hash and whole-file YARA
  --help                    this text

Exit code: 0 nothing above benign-code, 1 findings, 2 something could not be examined, 64 wrong usage.
`

const FORMATS = ['text', 'json', 'jsonl'] as const

export interface ScanCommand {
  readonly kind: 'scan'
  readonly format: (typeof FORMATS)[number]
  readonly rules: readonly string[]
  readonly yara: boolean
  readonly quick: boolean
  readonly paths: readonly string[]
}

export type Command =
  ScanCommand | { readonly kind: 'help' } | { readonly kind: 'wrong'; readonly message: string }

/** Reads the command line; anything it does not know is wrong usage. */
export function parseArguments(words: readonly string[]): Command {
  const [name, ...rest] = words
  if (name === undefined) return wrong('a command is missing')
  if (name === '--help' || name === '-h' || name === 'help') return { kind: 'help' }
  if (name !== 'scan') return wrong(`unknown command ${JSON.stringify(name)}`)
  return parseScan(rest)
}

function parseScan(words: readonly string[]): Command {
  let command: ScanCommand = {
    kind: 'scan',
    format: 'text',
    rules: [],
    yara: true,
    quick: false,
    paths: [],
  }
  const left = [...words]
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--help') return { kind: 'help' }
    if (word === '--') {
      command = { ...command, paths: [...command.paths, ...left.splice(0)] }
      continue
    }
    const next = withWord(command, word, left)
    if (next.kind === 'wrong') return next
    command = next
  }
  return command.paths.length === 0 ? wrong('a path is missing') : command
}

type Wrong = Extract<Command, { kind: 'wrong' }>

/** The command with one more word; an option that takes a value takes it from `left`. */
function withWord(command: ScanCommand, word: string, left: string[]): ScanCommand | Wrong {
  if (!word.startsWith('--')) return { ...command, paths: [...command.paths, word] }
  if (word === '--quick') return { ...command, quick: true }
  if (word === '--no-yara') return { ...command, yara: false }
  const [option, inline] = splitOption(word)
  if (option !== '--format' && option !== '--rules') return wrong(`unknown option ${word}`)
  const value = inline ?? left.shift()
  if (value === undefined) return wrong(`${option} needs a value`)
  if (option === '--rules') return { ...command, rules: [...command.rules, value] }
  const format = FORMATS.find((known) => known === value)
  return format === undefined
    ? wrong(`--format is ${FORMATS.join(', ')}, not ${JSON.stringify(value)}`)
    : { ...command, format }
}

function splitOption(word: string): readonly [string, string | undefined] {
  const equals = word.indexOf('=')
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]
}

function wrong(message: string): Wrong {
  return { kind: 'wrong', message }
}
