// Builds the page and the command line, unless both are newer than everything that they are made of.
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seal } from './build/seal.mjs'
import { run } from './ensure.mjs'

const MARK = 'dist/.built'
const SOURCES = [
  'src',
  'public',
  'docs',
  'scripts/build',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'tsconfig.json',
]

if (process.argv[1]?.endsWith('build.mjs')) build()

export function build() {
  run('npx', ['vite', 'build', '--logLevel', 'warn'])
  run('npx', ['vite', 'build', '--mode', 'offline', '--logLevel', 'warn'])
  seal('dist/page')
  run('npx', ['vite', 'build', '--mode', 'cli', '--logLevel', 'warn'])
  writeFileSync(MARK, '')
}

/** Builds when something is newer than the last build. */
export function ensureBuilt() {
  if (!existsSync(MARK) || newest(SOURCES) > statSync(MARK).mtimeMs) build()
}

function newest(paths) {
  return Math.max(
    ...paths.map((path) => {
      const found = statSync(path)
      if (!found.isDirectory()) return found.mtimeMs
      return newest(readdirSync(path).map((name) => join(path, name)))
    }),
    0,
  )
}
