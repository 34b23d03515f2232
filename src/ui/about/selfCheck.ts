import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { parseSums, SUMS_FILE } from '../../worker/client.ts'

/** Gives a file of the page by its path, as the page itself would get it; throws when it is not there. */
export type AskFile = (path: string, signal: AbortSignal) => Promise<Uint8Array>

/** The list of the page's files. */
export interface Build {
  /** SHA-256 of the list: the same for every build of the same commit. */
  readonly hash: string
  readonly sums: ReadonlyMap<string, string>
}

export interface WrongFile {
  readonly path: string
  readonly listed: string
  /** What it hashes to, or null when it could not be had. */
  readonly found: string | null
}

export interface Progress {
  readonly done: number
  readonly total: number
  readonly bytes: number
  readonly wrong: readonly WrongFile[]
}

export async function readBuild(ask: AskFile, signal: AbortSignal): Promise<Build> {
  const bytes = await ask(SUMS_FILE, signal)
  const sums = parseSums(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  return { hash: bytesToHex(sha256(bytes)), sums }
}

/** Gets every file of the list, hashes it and holds it against the list. Rejects when `signal` is aborted. */
export async function checkFiles(
  { sums }: Build,
  ask: AskFile,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Progress> {
  let progress: Progress = { done: 0, total: sums.size, bytes: 0, wrong: [] }
  for (const [path, listed] of sums) {
    const content = await askOrNull(ask, path, signal)
    const found = content === null ? null : bytesToHex(sha256(content))
    progress = {
      done: progress.done + 1,
      total: sums.size,
      bytes: progress.bytes + (content?.length ?? 0),
      wrong: found === listed ? progress.wrong : [...progress.wrong, { path, listed, found }],
    }
    onProgress(progress)
  }
  return progress
}

async function askOrNull(
  ask: AskFile,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  try {
    return await ask(path, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Error) return null
    throw error
  }
}

/** From the copy that the browser keeps, or from the host where it keeps none. */
export const askOwnHost: AskFile = async (path, signal) => {
  const answer = await fetch(path, { cache: 'no-cache', signal })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}
