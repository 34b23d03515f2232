import { signedPath } from './cdn.ts'
import type { Asked, Place, Sent } from './HubState.ts'
import { tooMany } from './tooMany.ts'
import { commitId, findCommit, type FakeRepo } from './FakeRepo.ts'
import {
  commitsAnswer,
  failure,
  pathsAnswer,
  refsAnswer,
  repoAnswer,
  treeAnswer,
  type Answer,
} from './hubAnswers.ts'

/** What the Hub's own origin answers. */
export function hubRequest(place: Place, { method, path, headers }: Asked, body: string): Sent {
  if (method === 'OPTIONS') return preflight()
  const { manners } = place
  if (manners.tooMany > 0 && manners.afterContents === 0) return tooMany(manners)
  const scheme = place.tls === undefined ? 'http' : 'https'
  const url = new URL(path, `${scheme}://${headers['host'] ?? 'huggingface.co'}`)
  const parts = url.pathname.split('/').slice(1).map(decodeURIComponent)
  const isKnown = headers['authorization'] === `Bearer ${place.token ?? ''}`
  if (parts[1] === 'resolve-cache') return cachedRequest(place, parts.slice(3), isKnown)
  return parts[0] === 'api'
    ? apiRequest(place, { url, parts: parts.slice(2), isKnown }, body)
    : fileRequest(place, parts, isKnown)
}

/** The repository, or the refusal: a private one is not even admitted to exist. */
function repoOf(
  { repos }: Place,
  [owner = '', name = '']: readonly string[],
  isKnown: boolean,
): FakeRepo | Answer {
  const repo = repos.find(({ id }) => id === `${owner}/${name}`)
  return repo === undefined || (repo.private === true && !isKnown)
    ? failure(isKnown ? 404 : 401, 'RepoNotFound', 'Repository not found')
    : repo
}

function fileRequest(place: Place, parts: readonly string[], isKnown: boolean): Sent {
  const repo = repoOf(place, parts, isKnown)
  if ('status' in repo) return repo
  if (repo.gated !== undefined && !isKnown)
    return failure(401, 'GatedRepo', `Access to model ${repo.id} is restricted`)
  const [route, revision = '', ...file] = parts.slice(2)
  return route === 'resolve'
    ? resolveRequest(place, repo, revision, file.join('/'))
    : failure(404, 'EntryNotFound', 'Entry not found')
}

/** What lies in git itself, on the Hub's own origin: whole, since it is small. */
function cachedRequest(place: Place, parts: readonly string[], isKnown: boolean): Sent {
  const repo = repoOf(place, parts, isKnown)
  if ('status' in repo) return repo
  const [revision = '', ...path] = parts.slice(2)
  const content = repo.commits[findCommit(repo, revision) ?? -1]?.files.get(path.join('/'))
  if (content === undefined) return failure(404, 'EntryNotFound', 'Entry not found')
  return {
    status: 200,
    headers: { 'content-length': String(content.size) },
    content: { content, start: 0, end: content.size },
  }
}

interface ApiRequest {
  readonly url: URL
  /** Behind `/api/models`. */
  readonly parts: readonly string[]
  readonly isKnown: boolean
}

function apiRequest(place: Place, { url, parts, isKnown }: ApiRequest, body: string): Answer {
  const repo = repoOf(place, parts, isKnown)
  if ('status' in repo) return repo
  const [view = 'revision', revision = 'main', ...rest] = parts.slice(2)
  switch (view) {
    case 'revision':
      return repoAnswer(repo, revision)
    case 'tree':
      return treeAnswer(repo, revision, rest.join('/'), url)
    case 'paths-info':
      return pathsAnswer(repo, revision, new URLSearchParams(body))
    case 'commits':
      return commitsAnswer(repo, revision, url)
    case 'refs':
      return refsAnswer(repo)
    default:
      return failure(404, 'EntryNotFound', 'Entry not found')
  }
}

/** The Hub answers preflights for its API and for a token; its CDN answers none. */
function preflight(): Answer {
  const headers = {
    'access-control-allow-headers': 'authorization,content-type,range',
    'access-control-allow-methods': 'GET,POST,HEAD,OPTIONS',
  }
  return { status: 204, headers, body: '' }
}

/** Small files of git by a 307 on the same origin, large ones by a 302 to a signed address of the CDN. */
function resolveRequest(place: Place, repo: FakeRepo, revision: string, path: string): Sent {
  const index = findCommit(repo, revision)
  if (index === null) return failure(404, 'RevisionNotFound', `Invalid rev id: ${revision}`)
  const content = repo.commits[index]?.files.get(path)
  if (content === undefined) return failure(404, 'EntryNotFound', 'Entry not found')
  const headers = {
    'x-repo-commit': commitId(repo, index),
    etag: `"${content.sha256}"`,
    'accept-ranges': 'bytes',
  }
  if (!content.isLfs) {
    const cached = `/api/resolve-cache/models/${repo.id}/${commitId(repo, index)}/${path}`
    const location = `${encodeURI(cached)}?etag=${encodeURIComponent(headers.etag)}`
    return { status: 307, headers: { ...headers, location }, body: '' }
  }
  const location = `${place.cdnOrigin}${signedPath(content.sha256, place.manners.signedForSeconds)}`
  return { status: 302, headers: { ...headers, location }, body: '' }
}
