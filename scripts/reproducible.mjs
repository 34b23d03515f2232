// Builds the same files once more and compares: two builds of one commit must be the same bytes.
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { listFiles, sha256 } from './build/seal.mjs'

const FIRST = '.cache/first'
const BUILDS = ['page', 'cli']

build()
rmSync(FIRST, { recursive: true, force: true })
mkdirSync('.cache', { recursive: true })
renameSync('dist', FIRST)
build()

const differing = BUILDS.flatMap(differences)
for (const line of differing) console.error(line)
if (differing.length > 0) process.exitCode = 1
else console.log(BUILDS.map((name) => `${name} ${treeHash(name)}`).join('\n'))
rmSync(FIRST, { recursive: true })

function differences(name) {
  const [one, other] = [FIRST, 'dist'].map((folder) => hashesOf(join(folder, name)))
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((file) => one.get(file) !== other.get(file))
    .map((file) => `${name}/${file} is not the same in two builds`)
}

function treeHash(name) {
  const hashes = [...hashesOf(join('dist', name))].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return sha256(hashes.map(([file, hash]) => `${hash}  ${file}\n`).join(''))
}

function hashesOf(folder) {
  return new Map(listFiles(folder).map((file) => [file, sha256(readFileSync(join(folder, file)))]))
}
