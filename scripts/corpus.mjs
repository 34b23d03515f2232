// npm run corpus: every file of ../shared/corpus through the command line, against the truth of its manifest.
// Exits 1 on a deviation that is not in scripts/corpus-deviations.json, and on a listed one that is gone.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'

const CORPUS = '../shared/corpus'
/** Holds nothing that could be found: the fingerprint beside an attack. */
const NOTHING_IN_IT = 'DistributedSave_raw/fingerprint.pb'

/** The formats that a manifest's kind may be read as. */
const FORMATS = {
  h5: ['keras-hdf5', 'hdf5'],
  'h5-base64-text': ['base64-text'],
  'keras-zip': ['keras-zip'],
  keras_metadata: ['keras-metadata'],
  'lfs-pointer': ['git-lfs'],
  'model-json': ['model-json'],
  'model-yaml': ['model-yaml'],
  npz: ['npz'],
  onnx: ['onnx'],
  pb: ['saved-model', 'tensorflow-parts', 'unknown'],
  pickle: ['pickle'],
  'pickle?': ['pickle', 'unknown'],
  'pytorch-zip': ['pytorch-zip'],
  saved_model: ['saved-model'],
  'savedmodel-part': ['tensorflow-parts', 'unknown'],
  'torchscript-zip': ['pytorch-zip'],
}

if (!existsSync(CORPUS)) {
  console.log('The corpus is not here: skipped.')
  process.exit(0)
}
ensureBuilt()
const manifest = JSON.parse(readFileSync(join(CORPUS, 'manifest.json'), 'utf8'))
const reports = scan(manifest.map(({ file }) => join(CORPUS, 'files', file)))
const deviations = manifest.flatMap((truth, index) => compare(truth, reports[index]))
const listed = JSON.parse(readFileSync('scripts/corpus-deviations.json', 'utf8'))
const key = ({ file, what }) => `${file}\n${what}`
const known = new Set(listed.map(key))
const seen = new Set(deviations.map(key))
const fresh = deviations.filter((one) => !known.has(key(one)))
const gone = listed.filter((one) => !seen.has(key(one)))

for (const { file, what, expected, got } of fresh)
  console.log(`DEVIATES ${file}: ${what}: expected ${expected}, got ${got}`)
for (const one of gone)
  console.log(`GONE ${one.file}: ${one.what} is listed as a deviation and is none`)
console.log(
  `${manifest.length} files, ${deviations.length - fresh.length} listed deviations, ${fresh.length} new, ${gone.length} gone`,
)
process.exitCode = fresh.length + gone.length === 0 ? 0 : 1

function scan(paths) {
  const args = ['dist/cli/lambdascope.js', 'scan', '--format', 'jsonl', ...paths]
  const { stdout, stderr } = spawnSync('node', args, { encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (stderr !== '') console.error(stderr)
  const lines = stdout.split('\n').filter((line) => line !== '')
  if (lines.length !== paths.length)
    throw new Error(`${lines.length} reports for ${paths.length} files`)
  return lines.map((line) => JSON.parse(line))
}

function compare({ file, kind, label, sha256, summary, truth }, report) {
  const layers = report.graph.layers
  const config = truth.config ?? truth.keras?.config ?? truth.inner_h5?.config
  const expectedLayers = config === undefined ? null : config.n_layers + config.n_wrapped
  const lambdas = layers.filter(({ className }) => className === 'Lambda').length
  const expectedLambdas = config === undefined ? null : config.n_lambda
  const code = codeOf(truth)
  row({ file, kind, report, layers, lambdas, label })
  return [
    FORMATS[kind].includes(report.format)
      ? []
      : ['format', FORMATS[kind].join(' or '), report.format],
    equal('sha256', sha256, report.source.sha256),
    expectedLayers === null ? [] : equal('layers', expectedLayers, layers.length),
    expectedLambdas === null ? [] : equal('lambdas', expectedLambdas, lambdas),
    summary.n_layers == null
      ? []
      : equal('layers of the summary', summary.n_layers + (summary.n_wrapped ?? 0), layers.length),
    equal('code objects', shaList(code), shaList(report.code)),
    equal('code names', names(code), names(report.code)),
    ...code.map(({ sha256: id, python }) => versions(id, python, report)),
    calm(label, file, report) ? ['verdict', 'not clean', report.verdict] : [],
    report.problems.some(({ kind: what }) => what === 'bug' || what === 'stopped')
      ? ['crash', 'none', JSON.stringify(report.problems)]
      : [],
  ]
    .filter((one) => one.length > 0)
    .map(([what, expected, got]) => ({ file, what, expected, got }))
}

/** Every code object of the truth, once. */
function codeOf(value, found = new Map()) {
  if (Array.isArray(value)) for (const item of value) codeOf(item, found)
  else if (value !== null && typeof value === 'object') {
    if (typeof value.code_sha256 === 'string')
      found.set(value.code_sha256, {
        sha256: value.code_sha256,
        name: value.name,
        python: value.python_candidates_bytecode,
      })
    for (const inner of Object.values(value)) codeOf(inner, found)
  }
  return [...found.values()]
}

function versions(sha256, truth, report) {
  const told = report.code.find((one) => one.sha256 === sha256)?.python
  if (told === undefined || truth === undefined) return []
  return truth.some((version) => told.includes(version))
    ? []
    : ['python', truth.join(' or '), told.join(' or ')]
}

function calm(label, file, { verdict }) {
  return (
    label === 'malicious-poc' &&
    !file.endsWith(NOTHING_IN_IT) &&
    ['clean', 'benign-code'].includes(verdict)
  )
}

function equal(what, expected, got) {
  return String(expected) === String(got) ? [] : [what, expected, got]
}

function shaList(code) {
  return code
    .map(({ sha256 }) => sha256.slice(0, 12))
    .toSorted()
    .join(' ')
}

function names(code) {
  return code
    .map(({ name }) => name)
    .toSorted()
    .join(' ')
}

function row({ file, kind, report, layers, lambdas, label }) {
  const short = file.length > 60 ? `…${file.slice(-59)}` : file
  const cells = [
    short.padEnd(61),
    kind.padEnd(15),
    report.format.padEnd(15),
    String(layers.length).padStart(6),
    String(lambdas).padStart(4),
    String(report.code.length).padStart(4),
    report.verdict.padEnd(13),
    report.complete ? 'complete' : 'partly  ',
    label,
  ]
  console.log(cells.join(' '))
}
