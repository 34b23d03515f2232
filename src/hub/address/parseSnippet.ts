import { AddressError, type HubAddress } from './HubAddress.ts'
import { isRepoId, segmentsOf, toAddress, toRepo } from './segments.ts'

const MAX_WORDS = 50

/**
 * Reads the lines of code and of shells that people copy from model cards: `from_pretrained("org/name")`,
 * `hf_hub_download(repo_id="org/name", filename="model.h5")`, `hf download org/name model.h5`. Null when it is none.
 */
export function parseSnippet(text: string): HubAddress | null {
  if (CALLS.some((call) => text.includes(call))) return parseCall(text)
  const words = text.split(/\s/).filter((word) => word !== '' && word !== '$')
  const [program = '', command, ...rest] = words.slice(0, MAX_WORDS)
  const isDownload = PROGRAMS.has(program) && command === 'download'
  return isDownload ? parseDownload(rest) : null
}

const PROGRAMS: ReadonlySet<string> = new Set(['hf', 'huggingface-cli'])
const CALLS = [
  'from_pretrained(',
  'hf_hub_download(',
  'snapshot_download(',
  'from_pretrained_keras(',
]

function parseCall(text: string): HubAddress {
  const { named, plain } = literalsOf(text)
  const id = named.get('repo_id') ?? plain.find((literal) => isRepoId(literal.split('/')))
  if (id === undefined) throw new AddressError('The line of code names no “org/name”')
  const behind = text.includes('hf_hub_download(') ? plain[plain.indexOf(id) + 1] : undefined
  const file = named.get('filename') ?? behind ?? ''
  const repo = toRepo('models', segmentsOf(id))
  return toAddress(repo, named.get('revision') ?? null, segmentsOf(file), 'file')
}

interface Literals {
  readonly named: ReadonlyMap<string, string>
  readonly plain: readonly string[]
}

const KEYS = ['repo_id', 'filename', 'revision']

/** Texts in quotes: those behind one of `KEYS` and `=`, and the others. */
function literalsOf(text: string): Literals {
  const parts = text.replaceAll("'", '"').split('"').slice(0, MAX_WORDS)
  const named = new Map<string, string>()
  const plain: string[] = []
  for (let at = 1; at < parts.length; at += 2) {
    const before = (parts[at - 1] ?? '').replaceAll(/\s/g, '')
    const key = KEYS.find((name) => before.endsWith(`${name}=`))
    const literal = parts[at] ?? ''
    if (key !== undefined) named.set(key, literal)
    else if (!before.endsWith('=')) plain.push(literal)
  }
  return { named, plain }
}

function parseDownload(words: readonly string[]): HubAddress {
  const { options, plain } = optionsOf(words)
  const [id = '', file = ''] = plain
  if (!isRepoId(id.split('/'))) throw new AddressError('The command names no “org/name”')
  const isDataset = options.get('--repo-type') === 'dataset'
  const repo = toRepo(isDataset ? 'datasets' : 'models', segmentsOf(id))
  return toAddress(repo, options.get('--revision') ?? null, segmentsOf(file), 'file')
}

function optionsOf(words: readonly string[]): {
  readonly options: ReadonlyMap<string, string>
  readonly plain: readonly string[]
} {
  const options = new Map<string, string>()
  const plain = words.filter((word, at) => {
    if (word.startsWith('--')) options.set(word, words[at + 1] ?? '')
    return !word.startsWith('--') && words[at - 1]?.startsWith('--') !== true
  })
  return { options, plain }
}
