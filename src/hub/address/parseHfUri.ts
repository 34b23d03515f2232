// hf://[<models|datasets|spaces>/]<owner>/<name>[@<revision>][/<path>], as huggingface_hub/utils/_hf_uris.py reads it.
import { AddressError, REPO_TYPES, type HubAddress } from './HubAddress.ts'
import { fullRevision, segmentsOf, toAddress, toRepo } from './segments.ts'

const SINGULAR: ReadonlySet<string> = new Set(['model', 'dataset', 'space'])
const UNSUPPORTED: ReadonlySet<string> = new Set(['buckets', 'kernels'])

/** Reads what stands behind `hf://`. Throws `AddressError`. */
export function parseHfUri(text: string): HubAddress {
  const raw = text.split('/')
  const [first = ''] = raw
  refuseForeign(first, raw.length)
  const type = REPO_TYPES.get(first)
  const [owner = '', named = '', ...path] = type === undefined ? raw : raw.slice(1)
  if (owner === '' || named === '')
    throw new AddressError('hf:// wants an owner and a name: “hf://org/name”')
  const [name = '', ...behind] = named.split('@')
  const repo = toRepo(type ?? 'models', segmentsOf(`${owner}/${name}`))
  const { revision, rest } = takeRevision(behind.length === 0 ? null : behind.join('@'), path)
  return toAddress(repo, revision, segmentsOf(rest.join('/')), 'unknown')
}

function refuseForeign(first: string, count: number): void {
  if (SINGULAR.has(first) && count > 2)
    throw new AddressError(`hf:// wants the plural, “hf://${first}s/…”`)
  if (UNSUPPORTED.has(first)) throw new AddressError(`“hf://${first}” holds no models`)
}

/** `refs/pr/N` holds slashes and is taken whole; any other branch has its slashes as `%2F`. */
function takeRevision(
  start: string | null,
  path: readonly string[],
): { readonly revision: string | null; readonly rest: readonly string[] } {
  if (start === null) return { revision: null, rest: path }
  const eager = fullRevision([start, ...path])
  if (eager !== null) return { revision: eager, rest: path.slice(2) }
  const [revision] = segmentsOf(start)
  if (revision === undefined) throw new AddressError('There is no revision behind the “@”')
  return { revision, rest: path }
}
