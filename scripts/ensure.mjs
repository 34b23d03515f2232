// What a fresh clone lacks: the packages of the lock file, and Debian's Chromium for the browser tests.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

/** Runs a command in the repository and ends the program when it fails. */
export function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { stdio: 'inherit', ...options })
  if (status !== 0) process.exit(status ?? 1)
}

/** Installs the packages when they are missing or older than the lock file. */
export function ensurePackages() {
  const mark = 'node_modules/.package-lock.json'
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync('package-lock.json').mtimeMs) return
  run('npm', ['ci', '--no-audit', '--no-fund'])
}

/** The browser that tests and screenshots use; `LAMBDASCOPE_CHROMIUM` names another. */
export function chromiumPath() {
  const candidates = [
    process.env.LAMBDASCOPE_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
  ]
  return candidates.find((path) => path !== undefined && existsSync(path))
}

/** Installs Debian's Chromium when there is no browser. */
export function ensureBrowser() {
  if (chromiumPath() !== undefined) return
  console.log('Chromium is missing: installing it with apt-get')
  const sudo = process.getuid?.() === 0 ? [] : ['sudo']
  for (const args of [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const [command, ...rest] = [...sudo, ...args]
    run(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  }
}
