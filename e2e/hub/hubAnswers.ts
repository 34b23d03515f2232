// What the Hub's API answers, in the shapes of its OpenAPI file.
import {
  commitId,
  findCommit,
  lastChange,
  sha1,
  type FakeContent,
  type FakeRepo,
} from './FakeRepo.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

function json(value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(value) }
}

/** An error as the Hub gives it: its code in a header, a sentence in the body. */
export function failure(status: number, code: string, message: string): Answer {
  const headers = { ...JSON_TYPE, 'x-error-code': code, 'x-error-message': message }
  return { status, headers, body: JSON.stringify({ error: message }) }
}

/** `/revision/<rev>` or the repository itself. */
export function repoAnswer(repo: FakeRepo, revision: string): Answer {
  const index = findCommit(repo, revision)
  if (index === null) return failure(404, 'RevisionNotFound', `Invalid rev id: ${revision}`)
  const { id, gated = false, private: isPrivate = false } = repo
  return json({
    _id: sha1(id).slice(0, 24),
    id,
    gated,
    private: isPrivate,
    sha: commitId(repo, index),
  })
}

const PAGE = 1_000 // entries without `expand`; 100 with it
const EXPANDED_PAGE = 100

/** `/tree/<rev>/<folder>?recursive=true`, by pages. */
export function treeAnswer(repo: FakeRepo, revision: string, folder: string, url: URL): Answer {
  const index = findCommit(repo, revision)
  if (index === null) return failure(404, 'RevisionNotFound', `Invalid rev id: ${revision}`)
  const start = Number(url.searchParams.get('cursor') ?? 0)
  const expand = url.searchParams.get('expand') === 'true'
  const size = expand ? EXPANDED_PAGE : PAGE
  const files = [...(repo.commits[index]?.files ?? [])].filter(([path]) => isBelow(path, folder))
  const page = files.slice(start, start + size)
  const next = new URL(url)
  next.searchParams.set('cursor', String(start + size))
  const link = start + size < files.length ? { link: `<${next.href}>; rel="next"` } : {}
  return json(
    page.map(([path, content]) => entry({ repo, index, path, content, expand })),
    link,
  )
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`)
}

/** `POST /paths-info/<rev>`, form-encoded as the Python client sends it. */
export function pathsAnswer(repo: FakeRepo, revision: string, form: URLSearchParams): Answer {
  const index = findCommit(repo, revision)
  if (index === null) return failure(404, 'RevisionNotFound', `Invalid rev id: ${revision}`)
  const expand = form.get('expand') === 'true'
  const files = repo.commits[index]?.files
  return json(
    form.getAll('paths').flatMap((path) => {
      const content = files?.get(path)
      return content === undefined ? [] : [entry({ repo, index, path, content, expand })]
    }),
  )
}

function entry(of: {
  readonly repo: FakeRepo
  readonly index: number
  readonly path: string
  readonly content: FakeContent
  readonly expand: boolean
}): unknown {
  const { repo, index, path, content, expand } = of
  const { size, sha256, isLfs } = content
  const plain = {
    type: 'file',
    oid: content.blob ?? sha1(`blob ${sha256}`),
    size,
    path,
    ...(isLfs ? { lfs: { oid: sha256, size, pointerSize: 134 }, xetHash: sha256 } : {}),
  }
  if (!expand) return plain
  const changed = lastChange(repo, path, index)
  const commit = repo.commits[changed]
  return {
    ...plain,
    lastCommit: { id: commitId(repo, changed), title: commit?.title, date: commit?.date },
    securityFileStatus: repo.scans?.get(path) ?? { status: 'unscanned' },
  }
}

/** `/commits/<rev>?limit=`, newest first, by pages. */
export function commitsAnswer(repo: FakeRepo, revision: string, url: URL): Answer {
  const index = findCommit(repo, revision)
  if (index === null) return failure(404, 'RevisionNotFound', `Invalid rev id: ${revision}`)
  const limit = Number(url.searchParams.get('limit') ?? 50)
  const page = Number(url.searchParams.get('p') ?? 0)
  const all = repo.commits.slice(0, index + 1).map(({ title, author, date }, at) => ({
    id: commitId(repo, at),
    title,
    message: '',
    authors: [{ user: author }],
    date,
  }))
  const newest = all.toReversed()
  const next = new URL(url)
  next.searchParams.set('p', String(page + 1))
  const hasMore = (page + 1) * limit < newest.length
  return json(newest.slice(page * limit, (page + 1) * limit), {
    'x-total-count': String(newest.length),
    ...(hasMore ? { link: `<${next.href}>; rel="next"` } : {}),
  })
}

/** `/refs?include_prs=1` */
export function refsAnswer(repo: FakeRepo): Answer {
  const refs = new Map([['refs/heads/main', repo.commits.length - 1], ...(repo.refs ?? [])])
  const below = (start: string) =>
    [...refs]
      .filter(([ref]) => ref.startsWith(start))
      .map(([ref, index]) => ({
        name: ref.slice(start.length),
        ref,
        targetCommit: commitId(repo, index),
      }))
  return json({
    branches: below('refs/heads/'),
    tags: below('refs/tags/'),
    converts: [],
    pullRequests: below('refs/pr/'),
  })
}
