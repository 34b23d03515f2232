import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Start } from './Interpreter.ts'

/** What `npm run roundtrip` covers. */
export const VERSIONS: readonly string[] = [
  '2.7',
  '3.6',
  '3.7',
  '3.8',
  '3.9',
  '3.10',
  '3.11',
  '3.12',
  '3.13',
  '3.14',
]

/** The Pyodide packages of package.json. */
const PYODIDES: ReadonlyMap<string, string> = new Map([
  ['3.10', 'pyodide-310'],
  ['3.11', 'pyodide-311'],
  ['3.12', 'pyodide-312'],
  ['3.13', 'pyodide-313'],
  ['3.14', 'pyodide-314'],
])

/** The Pyodide of a version, when its package is installed in `root`, the repository's folder. */
export function pyodideOf(version: string, root: string): Start | undefined {
  const name = PYODIDES.get(version)
  const manifest = join(root, 'node_modules', name ?? '', 'package.json')
  if (name === undefined || !existsSync(manifest)) return undefined
  const found: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
  const release = typeof found === 'object' && found !== null && 'version' in found
  return {
    version,
    title: `Pyodide ${release ? String(found.version) : ''}`,
    command: process.execPath,
    args: [join(root, 'scripts/roundtrip/pyodideHost.mjs'), name],
  }
}

/**
 * The CPythons of this machine by version: those named in LAMBDASCOPE_PYTHONS (paths, separated as in PATH) first,
 * then those of pyenv, then those on PATH.
 */
export function nativeOnes(root: string): ReadonlyMap<string, Start> {
  const found = new Map<string, Start>()
  for (const command of new Set([...named(), ...ofPyenv(), ...onPath()])) {
    const full = versionOf(command)
    const version = full?.split('.').slice(0, 2).join('.')
    if (full === undefined || version === undefined || found.has(version)) continue
    const args = ['-S', join(root, 'scripts/roundtrip/answer.py')]
    found.set(version, { version, title: `CPython ${full}`, command, args })
  }
  return found
}

function named(): readonly string[] {
  return (process.env['LAMBDASCOPE_PYTHONS'] ?? '').split(delimiter).filter((path) => path !== '')
}

function ofPyenv(): readonly string[] {
  const folder = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions')
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.map((name) => join(folder, name, 'bin/python')).filter((path) => existsSync(path))
}

function onPath(): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return VERSIONS.flatMap((version) => folders.map((folder) => join(folder, `python${version}`)))
    .filter((path) => existsSync(path))
    .filter((path) => !path.includes('/shims/'))
}

const PROBE =
  "import sys; print(hasattr(sys, 'getrefcount') and '%d.%d.%d' % tuple(sys.version_info[:3]))"

function versionOf(command: string): string | undefined {
  const { stdout } = spawnSync(command, ['-S', '-c', PROBE], { encoding: 'utf8' })
  return /^\d+\.\d+\.\d+$/.exec(stdout.trim())?.[0]
}
