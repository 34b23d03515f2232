const NEAR_NAMES =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/u

/**
 * Whether a host name, as `URL` writes it, means this machine or the network around it: loopback, private and link-local
 * addresses (RFC 6890), names without a dot and names kept for such networks (RFC 6761, 6762, 8375). It goes by what is
 * written: nothing is looked up, so a public name that leads into a private network is not told.
 */
export function isNearHost(hostname: string): boolean {
  const name = hostname
    .split('.')
    .filter((part) => part !== '')
    .join('.')
  if (name.startsWith('[')) return !isGlobal6(name)
  if (/^\d+(?:\.\d+){3}$/u.test(name)) return isNear4(name.split('.').map(Number))
  return !name.includes('.') || NEAR_NAMES.test(name)
}

/** First and last of each block, as numbers of the first two parts: `10.0` is 2560. */
const BLOCKS_4: readonly (readonly [first: number, last: number])[] = [
  [0x0000, 0x00ff],
  [0x0a00, 0x0aff],
  [0x6440, 0x647f],
  [0x7f00, 0x7fff],
  [0xa9fe, 0xa9fe],
  [0xac10, 0xac1f],
  [0xc0a8, 0xc0a8],
  [0xe000, 0xffff],
]

function isNear4([one = 0, two = 0]: readonly number[]): boolean {
  const start = one * 256 + two
  return BLOCKS_4.some(([first, last]) => first <= start && start <= last)
}

/** 2000::/3, without 2002::/16, which holds addresses of the old kind. */
function isGlobal6(name: string): boolean {
  return /^\[[23][0-9a-f]{3}:/u.test(name) && !name.startsWith('[2002:')
}
