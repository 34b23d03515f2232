// npm run bench [-- section …]: measures what the issue of speed is about and prints one table a section, with a peer or a
// limit in the same run. Exits 1 when a limit on bytes or requests is passed; a passed time limit prints `over`.
import { ensureBrowser, ensurePackages } from '../scripts/ensure.mjs'

ensurePackages()
ensureBrowser()
const { ensureBuilt } = await import('../scripts/build.mjs')
ensureBuilt()

const SECTIONS = {
  large: () => import('./large.mjs'),
  corpus: () => import('./corpus.mjs'),
  graph: () => import('./graph.mjs'),
  load: () => import('./load.mjs'),
  code: () => import('./code.mjs'),
  hub: () => import('./hub.mjs'),
  detect: () => import('./detect.mjs'),
  triage: () => import('./triage.mjs'),
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in SECTIONS))
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}`)
  process.exit(64)
}
let broken = false
for (const [name, load] of Object.entries(SECTIONS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const { title, measure } = await load()
  console.log(`\n${title}\n`)
  const rows = await measure()
  printTable(rows)
  broken ||= rows.some(({ verdict }) => verdict === 'BROKEN')
}
process.exitCode = broken ? 1 : 0

/** One row a measurement: what, its value, the limit or peer, the ratio, and whether it holds. */
function printTable(rows) {
  const head = {
    what: 'what',
    value: 'measured',
    against: 'limit or peer',
    ratio: 'ratio',
    verdict: '',
  }
  const all = [head, ...rows]
  const width = (key) => Math.max(...all.map((row) => String(row[key] ?? '').length))
  for (const row of all)
    console.log(
      Object.keys(head)
        .map((key) => String(row[key] ?? '').padEnd(width(key)))
        .join('  ')
        .trimEnd(),
    )
}
