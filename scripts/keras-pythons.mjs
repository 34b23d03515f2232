// node scripts/keras-pythons.mjs: asks pip which releases of TensorFlow and Keras there are for each Python, and writes
// src/engine/detectors/python-range/keras.table.ts. For TensorFlow a release counts when it was built for that Python on
// Linux; Keras is of no one Python, and says only which it needs at least.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

const TABLE = 'src/engine/detectors/python-range/keras.table.ts'
const PYTHONS = ['2.7', ...Array.from({ length: 12 }, (_, at) => `3.${at + 4}`)]
const PLATFORMS = ['manylinux_2_28', 'manylinux_2_27', 'manylinux_2_17', 'manylinux2014']

const tensorflow = PYTHONS.map((python) => [python, minorsOf('tensorflow', python)])
const keras = PYTHONS.map((python) => [python, minorsOf('keras', python)])
const tensorflowRows = rangesOf(tensorflow).map(
  ([minor, [first, last]]) => `  ['${minor}', ['${first}', '${last}']],`,
)
const kerasRows = rangesOf(keras)
  .filter(([minor]) => minor.startsWith('3.'))
  .map(([minor, [first]]) => `  ['${minor}', '${first}'],`)

writeFileSync(
  TABLE,
  `// Made by scripts/keras-pythons.mjs; do not edit.

/** The first and the last Python that a release of TensorFlow was built for, by its major and minor number. */
export const TENSORFLOW_PYTHONS: ReadonlyMap<string, readonly [first: string, last: string]> = new Map([
${tensorflowRows.join('\n')}
])

/** The oldest Python that a release of Keras 3 installs on. */
export const KERAS_PYTHONS: ReadonlyMap<string, string> = new Map([
${kerasRows.join('\n')}
])
`,
)
spawnSync('npx', ['prettier', '--write', TABLE], { stdio: 'inherit' })

/** The releases that pip would install on that Python: `2.10` and the like, each once. */
function minorsOf(name, python) {
  const platforms = PLATFORMS.flatMap((platform) => ['--platform', `${platform}_x86_64`])
  const args = ['index', 'versions', name, '--python-version', python, '--implementation', 'cp']
  const { status, stdout, stderr } = spawnSync(
    'python3',
    ['-m', 'pip', ...args, ...platforms, '--only-binary=:all:'],
    { encoding: 'utf8' },
  )
  if (status !== 0 && !stderr.includes('No matching distribution')) throw new Error(stderr)
  const list = /Available versions: (.*)/.exec(stdout)?.[1] ?? ''
  return new Set(list.split(', ').map((version) => version.split('.').slice(0, 2).join('.')))
}

/** By release, oldest first: the first and the last Python that has it. */
function rangesOf(rows) {
  const minors = [...new Set(rows.flatMap(([, found]) => [...found]))].filter(
    (minor) => minor !== '',
  )
  const order = (minor) => minor.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0)
  return minors
    .toSorted((one, other) => order(one) - order(other))
    .map((minor) => {
      const having = rows.filter(([, found]) => found.has(minor)).map(([python]) => python)
      return [minor, [having[0], having.at(-1)]]
    })
}
