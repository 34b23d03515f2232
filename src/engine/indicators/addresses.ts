import { withoutEnd } from '../bytes/withoutEnd.ts'

const PORT = /^:(\d{1,5})$/

/** The address of IPv4 or IPv6 that a word is, with its port; null for anything else. */
export function addressIn(word: string): string | null {
  const bare = /^[^\d[a-f:]/i.test(word) ? word.slice(1) : word
  return version4(bare) ?? version6(bare)
}

function version4(word: string): string | null {
  if (word.length > 30 || !/^\d/.test(word)) return null
  const [host = '', ...rest] = withoutEnd(word, './:').split(/(?=[:/])/)
  const parts = host.split('.')
  if (parts.length !== 4 || !parts.every(isByte) || parts.every((part) => part === '0')) return null
  const [port = ''] = rest
  return isPort(port) ? `${host}${port}` : host
}

function isByte(part: string): boolean {
  return /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255
}

function isPort(text: string): boolean {
  const port = Number(PORT.exec(text)?.[1])
  return port > 0 && port < 65_536
}

const LONGEST_6 = 60 // characters, with brackets, zone and port
const FEWEST_GROUPS = 3 // `::1`, `a::b` and slices of Python are nothing to look for

function version6(word: string): string | null {
  if (word.length > LONGEST_6 || !word.includes(':')) return null
  const closed = word.startsWith('[') ? word.indexOf(']') : -1
  const host = closed < 0 ? word : word.slice(1, closed)
  if (!isVersion6(host)) return null
  const port = closed < 0 ? '' : word.slice(closed + 1)
  return isPort(port) ? `[${host}]${port}` : host
}

function isVersion6(host: string): boolean {
  const halves = host.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false
  return halves.length === 2
    ? groups.length >= FEWEST_GROUPS && groups.length < 8
    : groups.length === 8
}
