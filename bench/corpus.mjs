// 144 corpus files through the command line in one process, with and without YARA, beside one process a file.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { peerRow, plainRow } from './row.mjs'

const CORPUS = '../shared/corpus'
export const title = 'The corpus through the command line, one process'

export function measure() {
  if (!existsSync(CORPUS)) return [plainRow('skipped', 'the corpus is not here')]
  const manifest = JSON.parse(readFileSync(join(CORPUS, 'manifest.json'), 'utf8'))
  const paths = manifest.map(({ file }) => join(CORPUS, 'files', file))
  const start = timed(['scan', '--help'])
  const quick = timed(['scan', '--format', 'jsonl', '--quick', ...paths]) / paths.length
  const without = timed(['scan', '--format', 'jsonl', '--no-yara', ...paths]) / paths.length
  const withYara = timed(['scan', '--format', 'jsonl', ...paths]) / paths.length
  return [
    plainRow('files', String(paths.length)),
    plainRow('the program alone', `${start.toFixed(0)} ms`),
    peerRow('a file, first pass only', quick, { name: 'with YARA', value: withYara }, 'ms'),
    peerRow(
      'a file, both passes, without YARA',
      without,
      { name: 'with YARA', value: withYara },
      'ms',
    ),
    peerRow(
      'a file, both passes, with YARA',
      withYara,
      { name: 'without YARA', value: without },
      'ms',
    ),
  ]
}

function timed(args) {
  const began = performance.now()
  spawnSync('node', ['dist/cli/lambdascope.js', ...args], { maxBuffer: 2 ** 30 })
  return performance.now() - began
}
