import { ParseError } from '../engine/index.ts'
import { isHubHost } from '../hub/address/parseAddress.ts'
import { HubError } from '../hub/api/HubModel.ts'
import { parseElsewhere } from '../hub/elsewhere/parseElsewhere.ts'
import { pointedAt } from '../hub/elsewhere/Pointer.ts'
import { probeElsewhere } from '../hub/elsewhere/probeElsewhere.ts'
import type { RemoteModel } from '../hub/ranges/openRemote.ts'
import { fetchDirect } from './fetchDirect.ts'

/** Whether a word is an address of a host that is neither the Hub nor what stands for it. */
export function isElsewhere(word: string, endpoint: string): boolean {
  if (!/^https?:\/\//iu.test(word) || !URL.canParse(word) || word.startsWith(`${endpoint}/`))
    return false
  return !isHubHost(new URL(word).hostname)
}

/** Throws `ParseError`, which is wrong usage, when the host is not one that may be asked. Asks nothing. */
export function checkHost(word: string, hosts: readonly string[]): void {
  const { host, hostname } = new URL(parseElsewhere(word).url)
  if (hosts.includes(host) || hosts.includes(hostname)) return
  throw new ParseError(
    `${hostname} is not the Hugging Face Hub; --allow-host ${hostname} allows asking it, which tells it who looks`,
    0,
  )
}

const MAX_WHOLE_BYTES = 16 * 1024 * 1024 // what a reading by ranges takes whole from a host that knows none

/** What is read by ranges at an address. Throws `HubError`, `AddressError`, and `ParseError` as `checkHost`. */
export async function elsewhereTarget(
  word: string,
  hosts: readonly string[],
): Promise<RemoteModel> {
  checkHost(word, hosts)
  const place = parseElsewhere(word)
  const probed = await probeElsewhere(place, {
    fetch: fetchDirect,
    signal: new AbortController().signal,
    onProgress({ done }) {
      if (done > MAX_WHOLE_BYTES)
        throw new HubError('answer', 'the host ignores ranges; download the file, then scan it')
    },
  })
  const { url, name } = place
  const model = { url, name, path: place.shown, sha256: null, blob: null, token: null }
  if (probed.kind === 'ranges') return { ...model, size: probed.size }
  if (probed.kind === 'whole')
    return { ...model, size: probed.pieces.reduce((sum, { length }) => sum + length, 0) }
  const next = pointedAt(place)
  if (next === null)
    throw new HubError('answer', 'there is only a git-LFS pointer; the host does not say to where')
  return { ...(await elsewhereTarget(next.url, hosts)), sha256: probed.pointer.sha256 }
}
