// npm run fuzz [-- cases [seed]]: payloads that no compiler wrote, through the reader, the disassembler and the
// decompiler. Prints cases, the worst time and what was thrown; exits 1 when anything but a ParseError was, when a
// payload took over a second, or when one hangs. What failed is kept in .cache/fuzz.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { ensurePackages } from './ensure.mjs'

const FOLDER = '.cache/fuzz'
const CURRENT = `${FOLDER}/current.b64`
const HANGS_MS = 60_000 // on one payload; a loaded machine takes seconds where a second is allowed
const TEST = 'src/golden/fuzz/fuzz.test.ts'

ensurePackages()
const [cases = '100000', seed = '1'] = process.argv.slice(2)
if (![cases, seed].every((word) => /^\d+$/.test(word))) {
  console.error('Usage: npm run fuzz [-- cases [seed]]')
  process.exit(64)
}
rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })

const args = ['vitest', 'run', '--project', 'unit', TEST, '--disable-console-intercept']
const env = { ...process.env, FUZZ_CASES: cases, FUZZ_SEED: seed, FUZZ_FOLDER: FOLDER }
const isWindows = process.platform === 'win32'
const child = spawn('npx', args, { env, stdio: 'inherit', shell: isWindows, detached: !isWindows })
const watch = setInterval(endWhenHung, 5_000)
child.on('exit', (code) => {
  clearInterval(watch)
  process.exitCode = code ?? 1
})
process.on('SIGINT', end)

function endWhenHung() {
  const since = statSync(CURRENT, { throwIfNoEntry: false })?.mtimeMs
  if (since === undefined || Date.now() - since < HANGS_MS) return
  console.error(`Hangs: ${CURRENT}`)
  end()
}

/** With all its own children: vitest tests in a process of its own. */
function end() {
  if (isWindows) child.kill()
  else process.kill(-child.pid, 'SIGKILL')
}
