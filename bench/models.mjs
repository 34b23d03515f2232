// The large models of the benchmark, made once in .cache/bench by make-models.py with a pinned h5py of its own.
import { existsSync } from 'node:fs'
import { run } from '../scripts/ensure.mjs'

const VENV = '.cache/bench-venv'
export const PYTHON = `${VENV}/bin/python`
export const FOLDER = '.cache/bench'

export function ensureModels() {
  if (!existsSync(PYTHON)) {
    run('python3', ['-m', 'venv', VENV])
    run(PYTHON, ['-m', 'pip', 'install', '-q', 'h5py==3.14.0'])
  }
  const isMade = ['graph-3000.json', 'saved-3g.keras'].every((name) =>
    existsSync(`${FOLDER}/${name}`),
  )
  if (!isMade) run(PYTHON, ['bench/make-models.py', FOLDER])
}
