import type { Sighting } from './Sighting.ts'

/** Schemes that lead out of a machine, and `file`. Others, such as `layer://`, are somebody's own notation. */
const SCHEMES: ReadonlySet<string> = new Set([
  ...['http', 'https', 'hxxp', 'hxxps', 'ftp', 'ftps', 'sftp', 'scp', 'ssh', 'git', 'ws', 'wss'],
  ...['tcp', 'udp', 'gs', 's3', 's3a', 'hdfs', 'webhdfs', 'smb', 'ldap', 'ldaps', 'rmi', 'jdbc'],
  ...['telnet', 'file', 'ram', 'gopher', 'dict', 'tftp', 'grpc', 'redis', 'mongodb', 'mysql'],
  ...['postgres', 'postgresql', 'amqp', 'irc', 'magnet', 'socks5', 'stratum+tcp', 'stratum+ssl'],
])
const LONGEST_SCHEME = 12
const MAX_URL = 2_048 // what browsers and proxies take
const ENDS = /[\s'"`<>\\^{}|\p{Cc}]/u
const TRAILING = new Set(Array.from('.,;:!?)]*'))

/** Addresses with a scheme, in their order. The time grows with the length of the text alone. */
export function urlsIn(text: string): readonly Sighting[] {
  const found: Sighting[] = []
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const start = schemeStart(text, at)
    const end = start === null ? at : urlEnd(text, at + 3)
    if (start === null || end <= at + 3) continue
    const url = text.slice(start, end)
    found.push({ kind: 'url', text: url, offset: start, length: url.length })
    at = end - 3
  }
  return found
}

/** Where the longest known scheme before the colon begins; other letters may stand before it. */
function schemeStart(text: string, colon: number): number | null {
  for (let start = Math.max(0, colon - LONGEST_SCHEME); start < colon; start += 1)
    if (SCHEMES.has(text.slice(start, colon).toLowerCase())) return start
  return null
}

function urlEnd(text: string, from: number): number {
  let end = from
  while (end < text.length && end - from < MAX_URL && !ENDS.test(text[end] ?? '')) end += 1
  while (end > from && TRAILING.has(text[end - 1] ?? '')) end -= 1
  return end
}
