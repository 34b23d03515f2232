import { AddressError } from '../address/HubAddress.ts'
import { isHubHost } from '../address/parseAddress.ts'
import { forShow } from './forShow.ts'
import { isNearHost } from './isNearHost.ts'

/** A file on a host other than the Hub, as far as its address tells it. Nothing was asked of the host. */
export interface Elsewhere {
  /** What is asked for: with a signature when it was pasted with one, so never shown, kept or linked to. */
  readonly url: string
  /** The same without what lets its bearer in. */
  readonly shown: string
  /** `raw.githubusercontent.com`, with a port when it is not the usual one. */
  readonly host: string
  /** For people: the last part of the path. Hostile text. */
  readonly name: string
  /** Whether it names a branch or a tag: another file may lie there tomorrow. */
  readonly moves: boolean
}

const MAX_TEXT = 8_192 // characters; signed addresses have some two thousand
const COMMIT = /^[0-9a-f]{40}$/u
/** Kinds of pages that show one file, on GitHub and on GitLab. */
const OF_FILES: ReadonlySet<string> = new Set(['blob', 'raw', 'blame'])
const PACKED: ReadonlySet<string> = new Set(['releases', 'archive', 'zipball', 'tarball'])
const RAW = 'raw.githubusercontent.com'

/**
 * Reads an `https:` address of a file: pages of GitHub and GitLab become the addresses of what they show. Throws
 * `AddressError` with a sentence that says what is wrong.
 */
export function parseElsewhere(given: string): Elsewhere {
  if (given.length > MAX_TEXT) throw new AddressError(`That has more than ${MAX_TEXT} characters`)
  const url = toUrl(given.trim())
  if (isHubHost(url.hostname)) throw new AddressError('That is an address of the Hugging Face Hub')
  if (isNearHost(url.hostname))
    throw new AddressError(
      `“${url.hostname}” is a machine of your own network: an address that somebody gave you could look around there. Drop the file instead`,
    )
  const { href, ref } = toRaw(url)
  const raw = new URL(href)
  const moves = ref !== null && !COMMIT.test(ref)
  const shown = forShow(raw.href) ?? raw.origin
  return { url: raw.href, shown, host: raw.host, name: nameOf(raw), moves }
}

function toUrl(text: string): URL {
  if (!URL.canParse(text)) throw new AddressError('That is no address')
  const url = new URL(text)
  if (url.protocol === 'http:')
    throw new AddressError(
      'That begins with http: whoever is on the way can read and change it. Give an https address',
    )
  if (url.protocol !== 'https:')
    throw new AddressError(`“${url.protocol}” cannot be opened, only https addresses`)
  if (url.username !== '' || url.password !== '')
    throw new AddressError('The address holds a name or a password; paste it without')
  url.hash = ''
  return url
}

/** Where the content lies, with the branch, tag or commit when the address names one. */
interface Raw {
  readonly href: string
  readonly ref: string | null
}

function toRaw(url: URL): Raw {
  const host = url.hostname.replace(/^www\./u, '')
  if (host === 'github.com') return ofGitHub(url)
  const parts = partsOf(url)
  if (host === RAW) return { href: url.href, ref: refOf(parts.slice(2)) }
  if (host === 'media.githubusercontent.com') return { href: url.href, ref: refOf(parts.slice(3)) }
  return ofGitLab(url, parts)
}

function ofGitHub(url: URL): Raw {
  const [owner = '', repo = '', kind = '', ...rest] = partsOf(url)
  if (PACKED.has(kind))
    throw new AddressError(
      'GitHub sends releases and archives without leave for other pages; download it, then drop it here',
    )
  if (!OF_FILES.has(kind) || rest.length < 2)
    throw new AddressError(
      'That is a page of GitHub, not a file; open the file there and paste its address',
    )
  return { href: `https://${RAW}/${[owner, repo, ...rest].join('/')}`, ref: refOf(rest) }
}

/** GitLab stands on many hosts: its pages are told by their path. */
function ofGitLab(url: URL, parts: readonly string[]): Raw {
  const dash = parts.indexOf('-')
  const kind = dash > 1 ? (parts[dash + 1] ?? '') : ''
  if (!OF_FILES.has(kind)) return { href: url.href, ref: null }
  const rest = parts.slice(dash + 2)
  const raw = new URL(url)
  raw.pathname = [...parts.slice(0, dash), '-', 'raw', ...rest].join('/')
  raw.searchParams.delete('ref_type')
  return { href: raw.href, ref: refOf(rest) }
}

function partsOf({ pathname }: URL): readonly string[] {
  return pathname.split('/').slice(1)
}

/** Also of `refs/heads/main`. */
function refOf([first = '', second, third]: readonly string[]): string {
  return first === 'refs' && second !== undefined && third !== undefined ? third : first
}

function nameOf({ pathname, hostname }: URL): string {
  const last = pathname.split('/').findLast((part) => part !== '') ?? hostname
  try {
    return decodeURIComponent(last)
  } catch {
    return last // a percent sign that stands for itself
  }
}
