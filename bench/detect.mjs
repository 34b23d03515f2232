// Files a second through the command line in one process, start included: the ordinary models of this repository, and the
// labelled files beside it, in the first pass alone, in both, and with YARA.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { plainRow } from './row.mjs'

const FOLDER = '.cache/bench/ordinary'
const ORDINARY = 'src/golden/ordinary'
const SETS = {
  corpus: { folder: '../shared/corpus/files', key: 'file', manifest: '../shared/corpus' },
  peers: { folder: '../shared/peers', key: 'local', manifest: '../shared/peers' },
}
const WAYS = [
  ['first pass only', ['--quick']],
  ['both passes, without YARA', ['--no-yara']],
  ['both passes, with YARA', []],
]

export const title = 'Detection: files a second through the command line, one process'

export function measure() {
  return [
    ...rowsOf('ordinary models', unpackOrdinary()),
    ...Object.entries(SETS).flatMap(([name, set]) =>
      existsSync(set.manifest)
        ? rowsOf(name, labelled(set))
        : [plainRow(name, 'not here: skipped')],
    ),
  ]
}

function rowsOf(name, paths) {
  return WAYS.map(([how, options]) => {
    const began = performance.now()
    const args = ['dist/cli/lambdascope.js', 'scan', '--format', 'jsonl', ...options, ...paths]
    const { stdout } = spawnSync('node', args, { maxBuffer: 2 ** 31, encoding: 'utf8' })
    const reports = stdout.split('\n').filter((line) => line !== '').length
    if (reports < paths.length) throw new Error(`${reports} reports of ${paths.length} files`)
    const rate = (reports * 1000) / (performance.now() - began)
    return plainRow(`${name} (${reports}), ${how}`, `${rate.toFixed(1)} a second`)
  })
}

function labelled({ folder, key, manifest }) {
  const listed = JSON.parse(readFileSync(join(manifest, 'manifest.json'), 'utf8'))
  return listed.map((entry) => join(folder, entry[key]))
}

/** Single files, SavedModels by their graph. */
function unpackOrdinary() {
  rmSync(FOLDER, { recursive: true, force: true })
  return readdirSync(ORDINARY)
    .filter((name) => name.endsWith('.zip'))
    .flatMap((archive) =>
      Object.entries(unzipSync(readFileSync(join(ORDINARY, archive))))
        .filter(([name]) => /(\.h5|\.keras|model\.json|saved_model\.pb)$/.test(name))
        .map(([name, bytes]) => {
          const path = join(FOLDER, archive, name)
          mkdirSync(dirname(path), { recursive: true })
          writeFileSync(path, bytes)
          return path
        }),
    )
}
