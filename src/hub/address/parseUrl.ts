// https://huggingface.co/docs/huggingface_hub: every form of address that the Hub's own pages show.
import {
  AddressError,
  REPO_TYPES,
  type HubAddress,
  type HubRepo,
  type RepoType,
} from './HubAddress.ts'
import { segmentsOf, splitRevision, toAddress, toRepo } from './segments.ts'

/** First parts of addresses on the Hub's site that are pages and no users. */
const PAGES: ReadonlySet<string> = new Set([
  ...['docs', 'blog', 'papers', 'settings', 'organizations', 'collections', 'join', 'login'],
  ...['pricing', 'tasks', 'learn', 'posts', 'chat', 'support', 'terms-of-service', 'privacy'],
  ...['enterprise', 'new', 'inference', 'search', 'buckets', 'kernels'],
])

/**
 * Reads an address on the Hub, given also as it was pasted: a `URL` has resolved its dots already. Throws
 * `AddressError` when it leads to no repository.
 */
export function parseUrl(url: URL, pasted: string): HubAddress {
  const segments = segmentsOf(pathIn(pasted))
  const [first = '', ...rest] = segments
  if (first === 'api') return parseApi(rest)
  if (PAGES.has(first)) throw new AddressError(`“${first}” is a page of the Hub, not a repository`)
  const type = REPO_TYPES.get(first)
  const [repo, after] = type === undefined ? takeRepo('models', segments) : takeRepo(type, rest)
  const shown = url.searchParams.get('show_file_info')
  if (after.length === 0 && shown !== null)
    return toAddress(repo, 'main', segmentsOf(shown), 'file')
  return parseRoute(repo, after)
}

/** From the first slash behind the host to the query or fragment. */
function pathIn(pasted: string): string {
  const scheme = pasted.indexOf('://')
  const start = pasted.indexOf('/', scheme < 0 ? 0 : scheme + '://'.length)
  if (start < 0) return ''
  const end = pasted.slice(start).search(/[?#]/)
  return end < 0 ? pasted.slice(start) : pasted.slice(start, start + end)
}

function takeRepo(
  type: RepoType,
  segments: readonly string[],
): readonly [HubRepo, readonly string[]] {
  const [owner, name = '', ...after] = segments
  if (owner === undefined) throw new AddressError('The address names no repository')
  if (name === '' || ROUTES.has(name)) {
    if (type !== 'models') throw new AddressError('The address names an owner, and no repository')
    return [toRepo(type, [owner]), name === '' ? [] : [name, ...after]]
  }
  return [toRepo(type, [owner, withoutGit(name)]), after]
}

/** `name.git`, of addresses that are cloned. */
export function withoutGit(name: string): string {
  return name.endsWith('.git') ? name.slice(0, -4) : name
}

const ROUTES: ReadonlyMap<string, HubAddress['pathKind']> = new Map([
  ['tree', 'folder'],
  ['blob', 'file'],
  ['raw', 'file'],
  ['blame', 'file'],
  ['resolve', 'file'],
  ['commits', 'folder'],
  ['commit', 'folder'],
  ['edit', 'file'],
  ['delete', 'file'],
])

function parseRoute(repo: HubRepo, after: readonly string[]): HubAddress {
  const [route, ...rest] = after
  if (route === undefined) return toAddress(repo, null, [], 'unknown')
  if (route === 'discussions') return parseDiscussion(repo, rest)
  const kind = ROUTES.get(route)
  if (kind === undefined)
    throw new AddressError(`“/${route}” is a page of a repository, not a file`)
  const { revision, rest: path } = splitRevision(rest)
  if (revision === null) return toAddress(repo, null, [], 'unknown')
  if (kind === 'file' && path.length === 0) throw new AddressError('The address names no file')
  return toAddress(repo, revision, path, kind)
}

/** A pull request is a revision of its own. */
function parseDiscussion(repo: HubRepo, [number]: readonly string[]): HubAddress {
  if (number === undefined || !/^\d{1,9}$/.test(number))
    throw new AddressError('The address is that of a list of discussions')
  return toAddress(repo, `refs/pr/${number}`, [], 'unknown')
}

/** `/api/models/org/name` and `/api/resolve-cache/models/org/name/<commit>/<path>`, as developer tools show them. */
function parseApi(segments: readonly string[]): HubAddress {
  const [route, ...cached] = segments
  if (route === 'resolve-cache') {
    const [repo, after] = takeApiRepo(cached)
    const { revision, rest } = splitRevision(after)
    return toAddress(repo, revision, rest, 'file')
  }
  const [repo, [view = '', ...after]] = takeApiRepo(segments)
  const { revision, rest } = splitRevision(after)
  return API_VIEWS.has(view)
    ? toAddress(repo, revision, rest, 'folder')
    : toAddress(repo, null, [], 'unknown')
}

const API_VIEWS: ReadonlySet<string> = new Set(['revision', 'tree'])

function takeApiRepo([kind = '', owner = '', name = '', ...after]: readonly string[]): readonly [
  HubRepo,
  readonly string[],
] {
  const type = REPO_TYPES.get(kind)
  if (type === undefined || owner === '' || name === '')
    throw new AddressError('The address is of the Hub’s API, and names no repository')
  return [toRepo(type, [owner, name]), after]
}
