// npm run package: one zip for machines without network: the page, the command line and what serves the page. The same
// commit gives the same bytes: names are sorted, dates are fixed, and nothing of this machine is in it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { build } from './build.mjs'
import { listFiles, sha256 } from './build/seal.mjs'

const OUT = 'dist/package'
const NO_DATE = new Date(1980, 0, 1) // the first that a zip can hold; read as local time, which it is written in
const RUNS = 0o755
const READS = 0o644
const UNIX = 3

if (process.argv[1]?.endsWith('package.mjs')) {
  if (!process.argv.includes('--built')) build()
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const name = `lambdascope-${version}`
  const zip = toZip(name, contents(version))
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT, { recursive: true })
  writeFileSync(join(OUT, `${name}.zip`), zip)
  writeFileSync(join(OUT, 'SHA256SUMS'), `${sha256(zip)}  ${name}.zip\n`)
  console.log(`${OUT}/${name}.zip: ${zip.length} bytes, SHA-256 ${sha256(zip)}`)
}

/** Every file of the package by its path, with the list of their sums. */
function contents(version) {
  const files = new Map([
    ...folder('dist/page', 'page'),
    ...folder('dist/cli', 'cli'),
    ['LICENSE', readFileSync('LICENSE')],
    ['README.txt', readFileSync('scripts/package/README.txt')],
    ['serve.mjs', readFileSync('scripts/package/serve.mjs')],
    // Without it Node takes the scripts of the command line for CommonJS.
    ['package.json', text(`${JSON.stringify({ name: 'lambdascope', version, type: 'module' })}\n`)],
  ])
  const lines = [...files].map(([path, bytes]) => [path, `${sha256(bytes)}  ${path}\n`])
  const sums = lines.toSorted(([one], [other]) => (one < other ? -1 : 1))
  return files.set('SHA256SUMS', text(sums.map(([, line]) => line).join('')))
}

function folder(from, to) {
  return listFiles(from).map((path) => [`${to}/${path}`, readFileSync(join(from, path))])
}

function text(words) {
  return new TextEncoder().encode(words)
}

function toZip(name, files) {
  const paths = [...files.keys()].toSorted()
  return zipSync(
    Object.fromEntries(
      paths.map((path) => {
        const mode = path === 'serve.mjs' || path === 'cli/lambdascope.js' ? RUNS : READS
        const attributes = { os: UNIX, attrs: (0o100000 | mode) * 2 ** 16, mtime: NO_DATE }
        return [`${name}/${path}`, [files.get(path), { level: 9, ...attributes }]]
      }),
    ),
  )
}
