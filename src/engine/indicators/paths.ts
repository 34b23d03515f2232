import { withoutEnd } from '../bytes/withoutEnd.ts'

const LONGEST = 1_024
const SHORTEST = 5

const ROOTS: ReadonlySet<string> = new Set([
  ...['etc', 'root', 'var', 'usr', 'lib', 'lib64', 'boot', 'dev', 'proc', 'sys', 'home', 'opt'],
  ...['tmp', 'bin', 'sbin', 'mnt', 'media', 'srv', 'run', 'Users', 'Library', 'Applications'],
  ...['private', 'Volumes', 'System'],
])

/** Places that are worth a look wherever they stand in a path. */
const TELLING = [
  ...['/.ssh', '/.aws', '/.kube', '/.docker', '/.gnupg', '/.config', '/.netrc', '/.bashrc'],
  ...['/.bash_profile', '/.zshrc', '/.profile', '/.git-credentials', '/.pypirc', 'authorized_keys'],
  ...['id_rsa', 'id_ed25519', 'site-packages/', '/Start Menu/', '\\Start Menu\\', 'LaunchAgents/'],
]

/** The path of a file that a word is: absolute, of a home, of a share, or one that climbs up; null for anything else. */
export function pathIn(word: string): string | null {
  if (word.length < SHORTEST || word.length > LONGEST) return null
  const path = withoutEnd(word.replace(/^[@:]/, ''), '.,:;')
  return isUnix(path) || isWindows(path) || isTelling(path) ? path : null
}

function isUnix(path: string): boolean {
  if (path.startsWith('../../') || /^(?:~|\$HOME|\$\{HOME\})\/./.test(path)) return true
  const [, first = '', second = ''] = path.startsWith('/') ? path.split('/', 3) : []
  return ROOTS.has(first) && second !== ''
}

function isWindows(path: string): boolean {
  if (/^[a-z]:\\{1,2}[^\\]/i.test(path)) return true
  return /^\\\\[\w.-]{2,}\\[^\\]/.test(path) || /^%[A-Z]{3,20}%\\/i.test(path)
}

/** Paths of a model's own folders begin otherwise, and hold none of these. */
function isTelling(path: string): boolean {
  return path.includes('/') && TELLING.some((part) => path.includes(part))
}
