import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync, statSync } from 'node:fs'

/** What a file of a repository holds: read by ranges, so that large ones need not be in memory. */
export interface FakeContent {
  readonly size: number
  read(offset: number, length: number): Uint8Array
  /** SHA-256 of the whole; known beforehand for files too large to hash for a test. */
  readonly sha256: string
  /** Whether it lies in LFS or Xet, as on the Hub every large or binary file does. */
  readonly isLfs: boolean
  /** The name that git gives to it; of the pointer when it lies in LFS and this is left out. */
  readonly blob?: string
}

export interface FakeCommit {
  /** 40 hexadecimal digits; made from the title when left out. */
  readonly id?: string
  readonly title: string
  readonly author: string
  readonly date: string
  /** All files of the repository at this commit. */
  readonly files: ReadonlyMap<string, FakeContent>
}

/** A repository of the fake Hub. */
export interface FakeRepo {
  /** `org/name` */
  readonly id: string
  readonly gated?: 'auto' | 'manual'
  readonly private?: boolean
  /** Oldest first. */
  readonly commits: readonly FakeCommit[]
  /** Branches and pull requests by their ref, each with the index of its commit; `refs/heads/main` is the last. */
  readonly refs?: ReadonlyMap<string, number>
  /** What the Hub's scanners say of a path, as the API gives it. */
  readonly scans?: ReadonlyMap<string, unknown>
}

/** A file in memory. */
export function contentOf(bytes: Uint8Array, isLfs = true): FakeContent {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    isLfs,
    ...(isLfs ? {} : { blob: blobName(bytes) }),
  }
}

function blobName(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/**
 * A file on the disk, which stays there. `sha256` may be given for one that takes long to hash.
 * @public The benchmark imports it, by a way that no import is seen.
 */
export function fileContent(path: string, sha256: string): FakeContent {
  const { size } = statSync(path)
  return {
    size,
    sha256,
    isLfs: true,
    read(offset, length) {
      const handle = openSync(path, 'r')
      try {
        const bytes = new Uint8Array(Math.min(length, size - offset))
        readSync(handle, bytes, 0, bytes.length, offset)
        return bytes
      } finally {
        closeSync(handle)
      }
    },
  }
}

/** The id of a commit. */
export function commitId(repo: FakeRepo, index: number): string {
  const commit = repo.commits[index]
  if (commit === undefined) throw new Error(`${repo.id} has no commit ${index}`)
  return commit.id ?? sha1(`${repo.id} ${index} ${commit.title}`)
}

/** The commit that a revision stands for: its index; null when there is none. */
export function findCommit(repo: FakeRepo, revision: string): number | null {
  const last = repo.commits.length - 1
  const refs = new Map([['refs/heads/main', last], ...(repo.refs ?? [])])
  const named =
    refs.get(revision) ?? refs.get(`refs/heads/${revision}`) ?? refs.get(`refs/tags/${revision}`)
  if (named !== undefined) return named
  const index = repo.commits.findIndex((_, at) => commitId(repo, at) === revision)
  return index < 0 ? null : index
}

/** The newest commit up to `index` in which the file at `path` became what it is there. */
export function lastChange(repo: FakeRepo, path: string, index: number): number {
  const now = repo.commits[index]?.files.get(path)?.sha256
  let at = index
  while (at > 0 && repo.commits[at - 1]?.files.get(path)?.sha256 === now) at--
  return at
}

export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}
