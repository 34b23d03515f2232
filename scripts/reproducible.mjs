// Builds the same files once more in another folder, and compares: two builds of one commit must be the same bytes.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { listFiles, sha256 } from './build/seal.mjs'
import { run } from './ensure.mjs'

const AGAIN = '.cache/again'
const BUILDS = ['page', 'cli']

ensureBuilt()
rmSync(AGAIN, { recursive: true, force: true })
for (const path of files()) {
  mkdirSync(dirname(join(AGAIN, path)), { recursive: true })
  cpSync(path, join(AGAIN, path))
}
symlinkSync(resolve('node_modules'), join(AGAIN, 'node_modules'))
run('node', ['scripts/build.mjs'], { cwd: AGAIN })

const differing = BUILDS.flatMap((name) => differences(`dist/${name}`))
for (const line of differing) console.error(line)
if (differing.length > 0) process.exitCode = 1
else console.log(BUILDS.map((name) => `${name} ${treeHash(`dist/${name}`)}`).join('\n'))
rmSync(AGAIN, { recursive: true })

/** Files of the repository, those that are not committed yet too; not its tests and models. */
function files() {
  const { stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const needed = /^(?:src|public|docs\/[^/]+\.json$|scripts\/(?:build|build\.mjs|ensure\.mjs)|[^/]+$)/
  return stdout
    .split('\0')
    .filter((path) => needed.test(path) && !path.includes('/fixtures/') && existsSync(path))
}

function differences(folder) {
  const [one, other] = [folder, join(AGAIN, folder)].map(
    (path) => new Map(listFiles(path).map((file) => [file, hashOf(path, file)])),
  )
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((file) => one.get(file) !== other.get(file))
    .map((file) => `${folder}/${file} is not the same in two builds`)
}

function treeHash(folder) {
  const lines = listFiles(folder).toSorted()
  return sha256(lines.map((file) => `${hashOf(folder, file)}  ${file}\n`).join(''))
}

function hashOf(folder, file) {
  return sha256(readFileSync(join(folder, file)))
}
