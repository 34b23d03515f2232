interface Pattern {
  readonly prefix: string
  /** What follows the prefix, whole. */
  readonly rest: RegExp
}

// As their makers describe them, for scanners of secrets.
const PATTERNS: readonly Pattern[] = [
  ...['AKIA', 'ASIA'].map((prefix) => ({ prefix, rest: /^[A-Z2-7]{16}$/ })),
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map((prefix) => ({ prefix, rest: /^[\w]{36,251}$/ })),
  { prefix: 'github_pat_', rest: /^\w{82}$/ },
  { prefix: 'hf_', rest: /^[A-Za-z0-9]{34,40}$/ },
  { prefix: 'api_org_', rest: /^[A-Za-z0-9]{34}$/ },
  ...['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xapp-'].map((prefix) => ({
    prefix,
    rest: /^[A-Za-z0-9-]{20,250}$/,
  })),
  { prefix: 'glpat-', rest: /^[\w-]{20,60}$/ },
  { prefix: 'sk-ant-', rest: /^[\w-]{80,120}$/ },
  { prefix: 'sk-proj-', rest: /^[\w-]{40,200}$/ },
  { prefix: 'sk-', rest: /^[A-Za-z0-9]{48}$/ },
  { prefix: 'AIza', rest: /^[\w-]{35}$/ },
  { prefix: 'ya29.', rest: /^[\w-]{20,500}$/ },
  { prefix: 'npm_', rest: /^[A-Za-z0-9]{36}$/ },
  { prefix: 'pypi-', rest: /^AgE[\w-]{50,250}$/ },
  { prefix: 'SG.', rest: /^[\w-]{22}\.[\w-]{43}$/ },
  { prefix: 'dop_v1_', rest: /^[a-f0-9]{64}$/ },
  ...['sk_live_', 'rk_live_'].map((prefix) => ({ prefix, rest: /^[A-Za-z0-9]{24,99}$/ })),
]

const LONGEST = 4_096 // characters of a token; a JWT is the longest

/** The secret that a word is by its form, of those that services give out; null for anything else. */
export function tokenIn(word: string): string | null {
  if (word.length < 20 || word.length > LONGEST) return null
  const text = word.slice(word.lastIndexOf('=') + 1).replace(/^Bearer:?/, '')
  if (isJsonWebToken(text) || isBotToken(text)) return text
  const isKnown = PATTERNS.some(
    ({ prefix, rest }) => text.startsWith(prefix) && rest.test(text.slice(prefix.length)),
  )
  return isKnown ? text : null
}

/** Three parts in base64url, of which the first two are JSON objects. */
function isJsonWebToken(text: string): boolean {
  if (!text.startsWith('eyJ')) return false
  const parts = text.split('.', 4)
  const [, payload = '', signature = ''] = parts
  const isWhole = parts.length === 3 && payload.startsWith('eyJ') && signature.length > 10
  return isWhole && parts.every((part) => /^[\w-]+$/.test(part))
}

/** Of a Telegram bot: its number and 35 characters. */
function isBotToken(text: string): boolean {
  return /^\d{8,10}:AA[\w-]{33}$/.test(text)
}

const KEY_BEGINS = '-----BEGIN '
const KEY_KIND = 'PRIVATE KEY-----'

/** The first line of a private key in PEM; null without one. */
export function privateKeyIn(text: string): string | null {
  const start = text.indexOf(KEY_BEGINS)
  const end = start < 0 ? -1 : text.indexOf(KEY_KIND, start)
  if (end < 0 || end - start > 40) return null
  return text.slice(start, end + KEY_KIND.length)
}
