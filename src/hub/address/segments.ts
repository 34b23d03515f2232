import { AddressError, type HubAddress, type HubRepo, type RepoType } from './HubAddress.ts'

const MAX_ID = 96 // characters; the Hub's own limit of a name
const MAX_PATH = 4_096 // characters
const FULL_REVISION = /^refs\/(pr\/\d{1,9}|convert\/[\w.-]{1,100})$/

/** Parts of a path between slashes, each decoded once. Throws `AddressError` for empty ones and broken escapes. */
export function segmentsOf(path: string): readonly string[] {
  if (path.length > MAX_PATH)
    throw new AddressError(`The address has more than ${MAX_PATH} characters`)
  const trimmed = path.startsWith('/') ? path.slice(1) : path
  const whole = trimmed.endsWith('/') ? trimmed.slice(0, -1) : trimmed
  if (whole === '') return []
  return whole.split('/').map(decoded)
}

function decoded(segment: string): string {
  if (segment === '') throw new AddressError('The address has an empty part between two slashes')
  try {
    return decodeURIComponent(segment)
  } catch (error) {
    throw new AddressError('The address has a broken %-escape', { cause: error })
  }
}

/** The repository of `segments`. Throws `AddressError` when they are no name that the Hub gives. */
export function toRepo(type: RepoType, segments: readonly string[]): HubRepo {
  for (const segment of segments) checkName(segment)
  return { type, id: segments.join('/') }
}

function checkName(name: string): void {
  const isPlain = name.length <= MAX_ID && /^[A-Za-z0-9._-]+$/.test(name)
  const isBounded = !/^[.-]/.test(name) && !/[.-]$/.test(name)
  if (!isPlain || !isBounded || name.includes('--') || name.includes('..'))
    throw new AddressError(
      `“${name.slice(0, MAX_ID)}” is no name of a user or a repository on the Hub`,
    )
}

/** Whether both parts of `owner/name` are names that the Hub gives. */
export function isRepoId(segments: readonly string[]): boolean {
  try {
    toRepo('models', segments)
    return segments.length === 2
  } catch (error) {
    if (error instanceof AddressError) return false
    throw error
  }
}

/** Splits `[revision, ...path]`; `refs/pr/N` takes three parts. */
export function splitRevision(segments: readonly string[]): {
  readonly revision: string | null
  readonly rest: readonly string[]
} {
  const eager = fullRevision(segments)
  if (eager !== null) return { revision: eager, rest: segments.slice(3) }
  return { revision: segments[0] ?? null, rest: segments.slice(1) }
}

/** `refs/pr/N` or `refs/convert/<name>` of the first three parts; null when they are none. */
export function fullRevision(segments: readonly string[]): string | null {
  const text = segments.slice(0, 3).join('/')
  return FULL_REVISION.test(text) ? text : null
}

/** An address with its path checked: nothing in it may lead upwards. */
export function toAddress(
  repo: HubRepo,
  revision: string | null,
  path: readonly string[],
  pathKind: HubAddress['pathKind'],
): HubAddress {
  const parts = path.join('/').split('/')
  if (parts.some((part) => part === '..' || part === '.' || part.includes('\0')))
    throw new AddressError('The path in the address leads out of its repository')
  if (path.length === 0) return { repo, revision, path: null, pathKind: 'unknown' }
  return { repo, revision, path: path.join('/'), pathKind }
}
