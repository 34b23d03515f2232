import { PYTHON_VERSIONS } from '../engine/index.ts'

export const USAGE = `Usage: lambdascope scan [options] PATH|ADDRESS…
       lambdascope compare [--json] BEFORE AFTER
       lambdascope code [options] [FILE…|-]

scan shows what a machine-learning model would run. A PATH to a file is that file alone; a folder is walked,
and a SavedModel folder in it is one model. An ADDRESS on the Hugging Face Hub is hf://org/name[@revision][/path] or
that of one of its pages; the file is read by ranges, as few as it takes, and the report says which. Of a repository or
a folder every file of a known format is read, and the others are named. HF_TOKEN is a token for what is private or
gated, HF_ENDPOINT another Hub.

compare shows what two models differ in: findings, code, layers, values of configurations, weights by name, type and
shape; and what could not be compared. BEFORE and AFTER are paths or addresses, each of one model.

code shows what one piece of marshalled Python is: its version, its source, its disassembly. A FILE (- or none:
standard input) holds the marshalled bytes, the same as base64, or a .pyc. With jsonl, standard input has a JSON
object {"id", "b64", "python"?} on each line, and each is answered by a line, in order:
{"id", "python", "disassembly", "source", "sourceStatus", "stages", "problems"}.

Nothing that is read is run, and nothing is sent but requests for an ADDRESS.

Options of scan
  --format text|json|jsonl|csv
                            text for people (default), one JSON document, one line of JSON per model (before the
                            report the fields of Bhakti: id, type, contains_code, extracted_encoded_code, string_list),
                            or a table for spreadsheets
  --json                    the same as --format json
  --set-aside FILE          findings to set aside: a list [{"finding", "reason"}, …] for the one model that is
                            scanned, or a journal that the page saved; the verdict is given with and without them
  --rules FILE              YARA rules to use beside the bundled ones (may be given more than once)
  --no-yara                 leave YARA out
  --quick                   only the first pass: structure and code, without hash and whole-file YARA
  --allow-host HOST         another host than the Hub that may be asked, for an ADDRESS https://HOST/… of a file there;
                            it is told who looks (may be given more than once)
  --download                reads files of the Hub whole, compares the hash that it lists and scans them like others

Options of code
  --format text|jsonl       text for people (default), or one line per payload
  --python 3.X              read it as that version's (${PYTHON_VERSIONS[0] ?? ''} to ${PYTHON_VERSIONS.at(-1) ?? ''}); without it the version is told from the bytes

Options of compare
  --json                    one JSON document

  --help                    this text

Exit code: 0 nothing above benign-code (code: everything was read), 1 findings that are not set aside, 2 something could not be examined,
64 wrong usage. compare: 0 no differences in what was examined, which is everything; 1 differences; 2 none, but not
everything was examined.
`

const SCAN_FORMATS = ['text', 'json', 'jsonl', 'csv'] as const
const SCAN_VALUED = ['--format', '--rules', '--set-aside', '--allow-host']
const SCAN_SWITCHES = ['--quick', '--no-yara', '--json', '--download']
const CODE_FORMATS = ['text', 'jsonl'] as const

export interface ScanCommand {
  readonly kind: 'scan'
  readonly format: (typeof SCAN_FORMATS)[number]
  readonly rules: readonly string[]
  readonly yara: boolean
  readonly quick: boolean
  /** Whether files of the Hub are read whole. */
  readonly download: boolean
  /** A file of findings to set aside; null without one. */
  readonly setAside: string | null
  /** Hosts other than the Hub that may be asked. */
  readonly hosts: readonly string[]
  readonly paths: readonly string[]
}

export interface CodeCommand {
  readonly kind: 'code'
  readonly format: (typeof CODE_FORMATS)[number]
  /** Null: told from the bytes. */
  readonly python: string | null
  /** `-` is standard input. */
  readonly paths: readonly string[]
}

export interface CompareCommand {
  readonly kind: 'compare'
  readonly before: string
  readonly after: string
  readonly isJson: boolean
}

type Wrong = { readonly kind: 'wrong'; readonly message: string }

export type Command = ScanCommand | CompareCommand | CodeCommand | { readonly kind: 'help' } | Wrong

/** Reads the command line; anything it does not know is wrong usage. */
export function parseArguments(words: readonly string[]): Command {
  const [name, ...rest] = words
  if (name === undefined) return wrong('a command is missing')
  if (name === '--help' || name === '-h' || name === 'help') return { kind: 'help' }
  if (name === 'scan') return parseScan(rest)
  if (name === 'compare') return parseCompare(rest)
  return name === 'code' ? parseCode(rest) : wrong(`unknown command ${JSON.stringify(name)}`)
}

function parseScan(words: readonly string[]): Command {
  const parsed = parseOptions(words, SCAN_VALUED, SCAN_SWITCHES)
  if (parsed.kind !== 'parsed') return parsed
  const { paths, values, switches } = parsed
  const format = switches.has('--json') ? 'json' : chosen(SCAN_FORMATS, values)
  if (typeof format === 'object') return format
  if (paths.length === 0) return wrong('a path is missing')
  return {
    kind: 'scan',
    format,
    rules: values.filter(({ option }) => option === '--rules').map(({ value }) => value),
    hosts: values.filter(({ option }) => option === '--allow-host').map(({ value }) => value),
    yara: !switches.has('--no-yara'),
    quick: switches.has('--quick'),
    download: switches.has('--download'),
    setAside: values.findLast(({ option }) => option === '--set-aside')?.value ?? null,
    paths,
  }
}

function parseCompare(words: readonly string[]): Command {
  const parsed = parseOptions(words, [], ['--json'])
  if (parsed.kind !== 'parsed') return parsed
  const [before, after, ...more] = parsed.paths
  if (before === undefined || after === undefined || more.length > 0)
    return wrong(`compare takes two models, not ${parsed.paths.length}`)
  return { kind: 'compare', before, after, isJson: parsed.switches.has('--json') }
}

function parseCode(words: readonly string[]): Command {
  const parsed = parseOptions(words, ['--format', '--python'], [])
  if (parsed.kind !== 'parsed') return parsed
  const { paths, values } = parsed
  const format = chosen(CODE_FORMATS, values)
  if (typeof format === 'object') return format
  const python = values.findLast(({ option }) => option === '--python')?.value ?? null
  if (python !== null && !PYTHON_VERSIONS.includes(python))
    return wrong(`--python is ${PYTHON_VERSIONS.join(', ')}, not ${JSON.stringify(python)}`)
  return { kind: 'code', format, python, paths: paths.length === 0 ? ['-'] : paths }
}

interface Parsed {
  readonly kind: 'parsed'
  readonly values: readonly { readonly option: string; readonly value: string }[]
  readonly switches: ReadonlySet<string>
  readonly paths: readonly string[]
}

/** Sorts words into paths and options; an option of `valued` takes what follows its `=`, or the next word. */
function parseOptions(
  words: readonly string[],
  valued: readonly string[],
  switched: readonly string[],
): Parsed | Wrong | { readonly kind: 'help' } {
  const values: { option: string; value: string }[] = []
  const switches = new Set<string>()
  const paths: string[] = []
  const left = [...words]
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--help') return { kind: 'help' }
    const [option, inline] = splitOption(word)
    if (word === '--') paths.push(...left.splice(0))
    else if (!word.startsWith('--')) paths.push(word)
    else if (switched.includes(word)) switches.add(word)
    else if (valued.includes(option)) {
      const value = inline ?? left.shift()
      if (value === undefined) return wrong(`${option} needs a value`)
      values.push({ option, value })
    } else return wrong(`unknown option ${word}`)
  }
  return { kind: 'parsed', values, switches, paths }
}

function splitOption(word: string): readonly [string, string | undefined] {
  const equals = word.indexOf('=')
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]
}

/** The last `--format`, text without one. */
function chosen<Format extends string>(
  formats: readonly [Format, ...Format[]],
  values: Parsed['values'],
): Format | Wrong {
  const asked = values.findLast(({ option }) => option === '--format')?.value
  if (asked === undefined) return formats[0]
  const format = formats.find((known) => known === asked)
  return format ?? wrong(`--format is ${formats.join(', ')}, not ${JSON.stringify(asked)}`)
}

function wrong(message: string): Wrong {
  return { kind: 'wrong', message }
}
