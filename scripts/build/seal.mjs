// Ends a build of the page: names all of its files with their SHA-256, for the service worker and for whoever checks.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SUMS = 'SHA256SUMS'
const WORKER = 'service-worker.js'
const PLACE = '@@FILES@@'
/** Hosts read these and do not serve them. */
const OF_THE_HOST = ['_headers', '.nojekyll']

/** Puts the list of files into the service worker, then writes the list with the service worker's own hash. */
export function seal(folder) {
  const paths = listFiles(folder).filter(
    (path) => !OF_THE_HOST.includes(path) && path !== SUMS && path !== WORKER,
  )
  const worker = readFileSync(join(folder, WORKER), 'utf8')
  if (worker.split(PLACE).length !== 2) throw new Error(`${WORKER} has ${PLACE} not just once`)
  const escaped = toSums(folder, paths).replaceAll('\n', '\\n')
  writeFileSync(
    join(folder, WORKER),
    worker.replace(PLACE, () => escaped),
  )
  writeFileSync(join(folder, SUMS), toSums(folder, [...paths, WORKER]))
}

/** What `sha256sum -c` checks: a line for each file, in the order of their names. */
export function toSums(folder, paths) {
  return paths
    .toSorted()
    .map((path) => `${sha256(readFileSync(join(folder, path)))}  ${path}\n`)
    .join('')
}

export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Paths of all files below a folder, with `/` on every system. */
export function listFiles(folder, prefix = '') {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
    if (entry.isDirectory()) return listFiles(folder, path)
    if (!/^[\w./-]+$/.test(path)) throw new Error(`a name that a list of sums cannot hold: ${path}`)
    return [path]
  })
}
