// Guards at the border: what the Hub answers is unknown until it has been looked at.
import type { HubCommit, HubFile, HubRef, HubRefs, HubScan, PinnedRepo } from './HubModel.ts'
import { HubError } from './HubModel.ts'

const MAX_TEXT = 2_000 // characters of a title or a message
const COMMIT = /^[0-9a-f]{40}$/
const SHA256 = /^[0-9a-f]{64}$/

type Fields = ReadonlyMap<string, unknown>

function fieldsOf(value: unknown): Fields {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return new Map(isObject ? Object.entries(value) : [])
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : ''
}

/** The commit that a revision stands for. Throws `HubError` when the answer names none. */
export function readPinned(
  value: unknown,
  asked: Pick<PinnedRepo, 'repo' | 'revision'>,
): PinnedRepo {
  const fields = fieldsOf(value)
  const commit = textOf(fields.get('sha'))
  if (!COMMIT.test(commit)) throw new HubError('answer', 'The Hub names no commit of the revision')
  const gated = fields.get('gated')
  return {
    ...asked,
    commit,
    gated: gated === 'auto' || gated === 'manual' ? gated : 'no',
    private: fields.get('private') === true,
  }
}

/** The files of one page of a tree, without its folders. */
export function readFiles(value: unknown): readonly HubFile[] {
  return itemsOf(value).flatMap((item) => {
    const fields = fieldsOf(item)
    const size = fields.get('size')
    if (fields.get('type') !== 'file' || typeof size !== 'number') return []
    return readFile(fields, size)
  })
}

function readFile(fields: Fields, size: number): HubFile {
  const digest = textOf(fieldsOf(fields.get('lfs')).get('oid'))
  const commit = fieldsOf(fields.get('lastCommit'))
  const isExpanded = fields.has('lastCommit') || fields.has('securityFileStatus')
  return {
    path: textOf(fields.get('path')),
    size,
    sha256: SHA256.test(digest) ? digest : null,
    blob: textOf(fields.get('oid')),
    lastCommit: commit.has('id') ? readCommit(commit) : null,
    scans: isExpanded ? readScans(fieldsOf(fields.get('securityFileStatus'))) : [],
  }
}

function readCommit(fields: Fields): HubCommit {
  return {
    id: textOf(fields.get('id')),
    title: textOf(fields.get('title')),
    authors: itemsOf(fields.get('authors')).map((author) => textOf(fieldsOf(author).get('user'))),
    date: textOf(fields.get('date')),
  }
}

/** One page of the commits of a revision, newest first. */
export function readCommits(value: unknown): readonly HubCommit[] {
  return itemsOf(value).map((item) => readCommit(fieldsOf(item)))
}

const SCANNERS: readonly (readonly [key: string, scanner: string])[] = [
  ['avScan', 'ClamAV'],
  ['pickleImportScan', 'picklescan'],
  ['protectAiScan', 'Protect AI'],
  ['jFrogScan', 'JFrog'],
  ['virusTotalScan', 'VirusTotal'],
]

/**
 * One entry a scanner that the Hub knows: one that said nothing is `unscanned`. What the Hub itself concludes has an
 * entry of its own when no scanner says as much.
 */
function readScans(status: Fields): readonly HubScan[] {
  const scans = SCANNERS.map(([key, scanner]) => {
    const fields = fieldsOf(status.get(key))
    return {
      scanner,
      status: readStatus(fields.get('status')),
      message: textOf(fields.get('message')),
    }
  })
  const whole = readStatus(status.get('status'))
  const isBacked = !WARNINGS.has(whole) || scans.some((scan) => scan.status === whole)
  return isBacked ? scans : [...scans, { scanner: 'the Hub', status: whole, message: '' }]
}

const WARNINGS: ReadonlySet<HubScan['status']> = new Set(['caution', 'suspicious', 'unsafe'])

function readStatus(value: unknown): HubScan['status'] {
  switch (value) {
    case 'safe':
    case 'caution':
    case 'suspicious':
    case 'unsafe':
    case 'error':
    case 'queued':
      return value
    default:
      return 'unscanned'
  }
}

/** Branches, tags and pull requests. */
export function readRefs(value: unknown): HubRefs {
  const fields = fieldsOf(value)
  const list = (key: string): readonly HubRef[] => itemsOf(fields.get(key)).map(readRef)
  return { branches: list('branches'), tags: list('tags'), pullRequests: list('pullRequests') }
}

function readRef(value: unknown): HubRef {
  const fields = fieldsOf(value)
  return {
    name: textOf(fields.get('name')),
    ref: textOf(fields.get('ref')),
    commit: textOf(fields.get('targetCommit')),
  }
}
