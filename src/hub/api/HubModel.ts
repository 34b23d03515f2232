// What the Hub's API says of a repository, as far as it is used here. Names and dates are the pusher's own.
import type { HubRepo } from '../address/HubAddress.ts'

/** A repository at one commit: everything that is read of it is read at that commit. */
export interface PinnedRepo {
  readonly repo: HubRepo
  /** What was asked for: a branch, a tag, a pull request or the commit itself. */
  readonly revision: string
  /** 40 hexadecimal digits. */
  readonly commit: string
  readonly gated: 'no' | 'auto' | 'manual'
  readonly private: boolean
}

/** A file of a repository. */
export interface HubFile {
  readonly path: string
  readonly size: number
  /** SHA-256 of the content, of files in LFS or Xet; null for files that lie in git itself. */
  readonly sha256: string | null
  /** SHA-1 of the git blob: of the content in git, of the pointer otherwise. */
  readonly blob: string
  readonly lastCommit: HubCommit | null
  readonly scans: readonly HubScan[]
}

export interface HubCommit {
  readonly id: string
  readonly title: string
  readonly authors: readonly string[]
  /** ISO 8601, as the pusher's git says. */
  readonly date: string
}

/** What a scanner that the Hub runs says of a file. Anything but `safe` is not safe; `safe` proves nothing. */
export interface HubScan {
  /** `ClamAV`, `picklescan`, `JFrog`, `Protect AI`, `VirusTotal`. */
  readonly scanner: string
  readonly status: 'safe' | 'caution' | 'suspicious' | 'unsafe' | 'error' | 'queued' | 'unscanned'
  readonly message: string
}

export interface HubRefs {
  readonly branches: readonly HubRef[]
  readonly tags: readonly HubRef[]
  readonly pullRequests: readonly HubRef[]
}

export interface HubRef {
  readonly name: string
  /** `refs/heads/main` */
  readonly ref: string
  readonly commit: string
}

/** Why the Hub did not give what was asked for, with what the analyst can do. */
export class HubError extends Error {
  override readonly name = 'HubError'
  readonly kind: HubErrorKind
  /** Seconds after which asking again makes sense; null when it does not. */
  readonly retryAfterSeconds: number | null

  constructor(
    kind: HubErrorKind,
    message: string,
    retryAfterSeconds: number | null = null,
    options: ErrorOptions = {},
  ) {
    super(message, options)
    this.kind = kind
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export type HubErrorKind =
  'gated' | 'no-repository' | 'no-revision' | 'no-file' | 'rate-limited' | 'offline' | 'answer'
