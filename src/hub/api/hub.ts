// The API of the Hugging Face Hub, by its OpenAPI file: https://huggingface.co/.well-known/openapi.json
import type { HubRepo } from '../address/HubAddress.ts'
import { askJson, type HubConnection } from './HubConnection.ts'
import {
  HubError,
  type HubCommit,
  type HubFile,
  type HubRefs,
  type PinnedRepo,
} from './HubModel.ts'
import { readCommits, readFiles, readPinned, readRefs } from './readAnswers.ts'

const MAX_PAGES = 50 // of a listing: 50,000 files, or 2,500 commits

/** Finds the commit of a revision, `main` when none is named. Throws `HubError`. */
export async function pin(
  connection: HubConnection,
  repo: HubRepo,
  revision: string | null,
): Promise<PinnedRepo> {
  const asked = revision ?? 'main'
  const query = 'expand[]=sha&expand[]=gated&expand[]=private'
  const path = `${apiPath(repo)}/revision/${encodeURIComponent(asked)}?${query}`
  const { value } = await askJson(connection, path)
  return readPinned(value, { repo, revision: asked })
}

/** All files at the commit, below `folder` ('' for all), without what is costly to ask for. */
export function listFiles(
  connection: HubConnection,
  { repo, commit }: PinnedRepo,
  folder = '',
): Promise<readonly HubFile[]> {
  const below = folder === '' ? '' : `/${escapedPath(folder)}`
  const path = `${apiPath(repo)}/tree/${commit}${below}?recursive=true`
  return allPages(connection, path, readFiles)
}

const MAX_PATHS = 100 // of one question for details

/** The same files with their last commit and what the Hub's scanners say. */
export async function fileDetails(
  connection: HubConnection,
  { repo, commit }: PinnedRepo,
  paths: readonly string[],
): Promise<readonly HubFile[]> {
  const files: HubFile[] = []
  for (let at = 0; at < paths.length; at += MAX_PATHS) {
    // A form is a simple request: JSON would need the server's leave first.
    const form = new URLSearchParams({ expand: 'true' })
    for (const path of paths.slice(at, at + MAX_PATHS)) form.append('paths', path)
    const { value } = await askJson(connection, `${apiPath(repo)}/paths-info/${commit}`, form)
    files.push(...readFiles(value))
  }
  return files
}

/** The commits that lead to this one, newest first. The Hub does not tell which files a commit changed. */
export function listCommits(
  connection: HubConnection,
  { repo, commit }: PinnedRepo,
): Promise<readonly HubCommit[]> {
  return allPages(connection, `${apiPath(repo)}/commits/${commit}?limit=100`, readCommits)
}

/** Branches, tags and pull requests. */
export async function listRefs(connection: HubConnection, repo: HubRepo): Promise<HubRefs> {
  const { value } = await askJson(connection, `${apiPath(repo)}/refs?include_prs=1`)
  return readRefs(value)
}

/** Where the content of a file is read, at the commit. */
export function contentUrl(
  { endpoint }: Pick<HubConnection, 'endpoint'>,
  { repo, commit }: Pick<PinnedRepo, 'repo' | 'commit'>,
  path: string,
): string {
  const type = repo.type === 'models' ? '' : `/${repo.type}`
  return `${endpoint}${type}/${repo.id}/resolve/${commit}/${escapedPath(path)}`
}

function apiPath({ type, id }: HubRepo): string {
  return `/api/${type}/${id}`
}

function escapedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

async function allPages<T>(
  connection: HubConnection,
  path: string,
  read: (value: unknown) => readonly T[],
): Promise<readonly T[]> {
  const items: T[] = []
  let next: string | null = path
  for (let pages = 0; next !== null; pages++) {
    if (pages === MAX_PAGES)
      throw new HubError('answer', `The listing has more than ${MAX_PAGES} pages`)
    const page: Awaited<ReturnType<typeof askJson>> = await askJson(connection, next)
    items.push(...read(page.value))
    next = page.next
  }
  return items
}
