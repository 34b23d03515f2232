// npm run check: every check in order, the first failure stops. The last line counts tests and checks.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ensureBrowser, ensurePackages } from './ensure.mjs'

ensurePackages()
if (process.argv.includes('--install')) ensureBrowser()

const lint = ['eslint', '-c', '.config/eslint.config.js', '--max-warnings', '0', '.']
const CHECKS = [
  ['format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['lint', 'npx', lint],
  ['types', 'npx', ['tsc', '-p', '.']],
  ['types of the engine', 'npx', ['tsc', '-p', 'src/engine']],
  ['types of the workers', 'npx', ['tsc', '-p', 'src/worker']],
  ['borders', 'node', ['scripts/borders.mjs']],
  ['dead exports', 'npx', ['knip', '--config', '.config/knip.json']],
  ['third-party notices', 'node', ['scripts/notices.mjs', '--check']],
  ['unit', 'npx', ['vitest', 'run', '--project', 'unit', ...reporters('unit')]],
  ['live', 'npx', ['vitest', 'run', '--project', 'live', ...reporters('live')]],
  ['build', 'node', ['scripts/build.mjs']],
  ['the same build twice', 'node', ['scripts/reproducible.mjs']],
  ['e2e', 'npx', ['vitest', 'run', '--project', 'e2e', ...reporters('e2e')]],
]

mkdirSync('.cache', { recursive: true })
const total = { passed: 0, failed: 0, skipped: 0 }
for (const [name, command, args] of CHECKS) {
  const began = Date.now()
  const ok = spawnSync(command, args, { stdio: 'inherit' }).status === 0
  console.log(`${ok ? '✔' : '✘'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  const counted = counts(name)
  total.passed += counted.passed + (ok ? 1 : 0)
  total.failed += counted.failed + (ok || counted.failed > 0 ? 0 : 1)
  total.skipped += counted.skipped
  if (!ok) break
}
if (total.skipped > 0 && !existsSync('../shared'))
  console.log('Tests over ../shared were skipped: it is not here.')
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1

function reporters(name) {
  rmSync(`.cache/${name}.json`, { force: true })
  return ['--reporter=default', '--reporter=json', `--outputFile.json=.cache/${name}.json`]
}

function counts(name) {
  const path = `.cache/${name}.json`
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(path, 'utf8'))
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
}
