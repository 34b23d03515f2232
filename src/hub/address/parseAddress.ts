import { AddressError, type HubAddress } from './HubAddress.ts'
import { parseHfUri } from './parseHfUri.ts'
import { parseSnippet } from './parseSnippet.ts'
import { parseUrl, withoutGit } from './parseUrl.ts'
import { isRepoId, segmentsOf, toAddress, toRepo } from './segments.ts'

/** Hosts of the Hub: the public one, its short name, and the one that it is tried on. */
const HUB_HOSTS: ReadonlySet<string> = new Set([
  'huggingface.co',
  'www.huggingface.co',
  'hf.co',
  'hub-ci.huggingface.co',
])

/** Whether a host name is one of the Hub, or of where it keeps its files. */
export function isHubHost(hostname: string): boolean {
  return HUB_HOSTS.has(hostname) || hostname.endsWith('.hf.co')
}

const MAX_TEXT = 8_192 // characters; what people paste is one line
const MODEL_FILE = /\.(h5|hdf5|keras|pb|pkl|pt|bin|zip|json|onnx|safetensors|py|txt|tar|gz)$/i

/**
 * Reads every form of address that people paste: of the Hub's pages, `hf://`, clone addresses, lines of code and of
 * shells, and a bare `org/name`. Throws `AddressError` with a sentence that says what is wrong.
 */
export function parseAddress(given: string): HubAddress {
  if (given.length > MAX_TEXT) throw new AddressError(`That has more than ${MAX_TEXT} characters`)
  const text = withoutWrapping(given)
  if (text === '') throw new AddressError('There is nothing to open')
  if (text.toLowerCase().startsWith('hf://')) return parseHfUri(text.slice('hf://'.length))
  const clone = text.startsWith('git clone ') ? text.slice('git clone '.length).trim() : text
  const ssh = ['git@hf.co:', 'git@huggingface.co:'].find((start) => clone.startsWith(start))
  if (ssh !== undefined) return cloned(clone.slice(ssh.length))
  const snippet = parseSnippet(text)
  if (snippet !== null) return snippet
  const url = toUrl(clone)
  return url === null ? bare(text) : parseUrl(url, clone)
}

/** Quotes, backquotes and pointed brackets around it, as chats and mails put them. */
function withoutWrapping(given: string): string {
  const text = given.trim()
  const isWrapped = ['""', "''", '``', '<>', '“”'].some(
    (pair) => text.startsWith(pair.charAt(0)) && text.endsWith(pair.charAt(1)) && text.length > 1,
  )
  return isWrapped ? text.slice(1, -1).trim() : text
}

function cloned(path: string): HubAddress {
  const [owner = '', name = ''] = segmentsOf(path)
  return toAddress(toRepo('models', [owner, withoutGit(name)]), null, [], 'unknown')
}

/** An address of the Hub, also without its scheme; null when it is no address. Throws for other hosts. */
function toUrl(text: string): URL | null {
  const hasScheme = /^https?:\/\//i.test(text)
  const [host = ''] = text.split('/')
  if (!hasScheme && !HUB_HOSTS.has(host.toLowerCase())) return null
  if (!URL.canParse(hasScheme ? text : `https://${text}`))
    throw new AddressError('That is no address')
  const url = new URL(hasScheme ? text : `https://${text}`)
  if (!HUB_HOSTS.has(url.hostname))
    throw new AddressError(`“${url.hostname}” is not the Hugging Face Hub`)
  if (url.username !== '' || url.password !== '')
    throw new AddressError('The address holds a name or a password; paste it without')
  return url
}

function bare(text: string): HubAddress {
  const segments = text.split('/')
  if (segments.length === 1 && /^[A-Za-z0-9][\w.-]*$/.test(text) && !MODEL_FILE.test(text))
    return toAddress(toRepo('models', [text]), null, [], 'unknown')
  if (!isRepoId(segments) || MODEL_FILE.test(text))
    throw new AddressError('That is neither an address of the Hub nor “org/name”')
  return toAddress(toRepo('models', segments), null, [], 'unknown')
}
