import { AddressError, type HubAddress } from '../hub/address/HubAddress.ts'
import { parseAddress } from '../hub/address/parseAddress.ts'
import { contentUrl, listFiles, pin } from '../hub/api/hub.ts'
import type { HubConnection } from '../hub/api/HubConnection.ts'
import { HubError, type HubFile } from '../hub/api/HubModel.ts'
import { isAnalysable } from '../hub/api/isAnalysable.ts'
import type { RemoteModel } from '../hub/ranges/openRemote.ts'

const HUB = 'https://huggingface.co'

/** Whether a word of the command line is an address and no path. */
export function isAddress(word: string): boolean {
  return /^(?:hf|https?):\/\//i.test(word)
}

/** The Hub that is asked and the token for it, from `HF_ENDPOINT` and `HF_TOKEN`. */
export function hubConnection(environment: NodeJS.ProcessEnv): HubConnection {
  const endpoint = (environment['HF_ENDPOINT'] ?? '').replace(/\/$/, '')
  const token = (environment['HF_TOKEN'] ?? '').trim()
  return {
    endpoint: endpoint === '' ? HUB : endpoint,
    fetch,
    token: token === '' ? null : token,
    signal: null,
  }
}

/** The files that an address stands for, and the paths of those that are of no known format. */
export interface HubTargets {
  readonly models: readonly RemoteModel[]
  readonly others: readonly string[]
}

/** Finds them at the commit that the revision is now. Throws `AddressError` and `HubError`. */
export async function targetsAt(given: string, connection: HubConnection): Promise<HubTargets> {
  const address = parseAddress(ofHub(given, connection.endpoint))
  const pinned = await pin(connection, address.repo, address.revision)
  const files = await filesOf(connection, pinned, address)
  const isOne = files.length === 1 && files[0]?.path === address.path
  const chosen = isOne ? files : files.filter(({ path }) => isAnalysable(path))
  const { token } = connection
  const models = chosen.map(({ path, size, sha256, blob }) => ({
    url: contentUrl(connection, pinned, path),
    name: path.slice(path.lastIndexOf('/') + 1),
    blob: sha256 === null ? blob : null,
    ...{ path, size, sha256, token },
  }))
  return { models, others: files.filter((file) => !chosen.includes(file)).map(({ path }) => path) }
}

/** An address of the Hub that `HF_ENDPOINT` names, as one of the public Hub. */
function ofHub(given: string, endpoint: string): string {
  return given.startsWith(`${endpoint}/`) ? `${HUB}${given.slice(endpoint.length)}` : given
}

/** The file at the path, or all below it. The listing is asked for at the folder, which small answers come of. */
async function filesOf(
  connection: HubConnection,
  pinned: Awaited<ReturnType<typeof pin>>,
  { path, pathKind }: HubAddress,
): Promise<readonly HubFile[]> {
  if (path === null) return listFiles(connection, pinned)
  const parent = pathKind === 'folder' ? path : path.slice(0, Math.max(0, path.lastIndexOf('/')))
  const listed = await listFiles(connection, pinned, parent)
  const found = listed.filter((file) => file.path === path || file.path.startsWith(`${path}/`))
  if (found.length === 0)
    throw new HubError(
      'no-file',
      `${pinned.repo.id} has no ${JSON.stringify(path)} at ${pinned.commit}`,
    )
  return found
}

/** What to print of an error of an address or of the Hub, with what the user can do; null for other errors. */
export function sentenceOf(error: unknown): string | null {
  if (error instanceof AddressError) return error.message
  if (!(error instanceof HubError)) return null
  const { kind, message, retryAfterSeconds } = error
  if (kind === 'gated') return `${message}; HF_TOKEN must be a token of an account that has done so`
  return retryAfterSeconds === null ? message : `${message} of ${retryAfterSeconds} seconds`
}
