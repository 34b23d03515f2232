import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { groupFiles } from '../engine/index.ts'

const MAX_FILES = 100_000 // in one folder that was named

/** One model on disk. */
export interface ModelOnDisk {
  readonly name: string
  readonly isFolder: boolean
  readonly files: readonly { readonly path: string; readonly diskPath: string }[]
  readonly size: number
}

/**
 * The models at `path`: a file alone, or all in a folder, in order of their names. Links in a folder are not
 * followed. Throws an `Error` for what does not exist or cannot be listed.
 */
export function modelsAt(path: string): readonly ModelOnDisk[] {
  if (!statSync(path).isDirectory()) return [fileModel(path)]
  const top = basename(join(path, '.')) || 'folder'
  const files = [...filesBelow(path)].map((diskPath) => ({
    path: join(top, diskPath.slice(join(path, '/').length)).replaceAll('\\', '/'),
    diskPath,
  }))
  return groupFiles(files).map((group) => ({ ...group, size: sizeOf(group.files) }))
}

function fileModel(path: string): ModelOnDisk {
  const name = basename(path)
  const files = [{ path: name, diskPath: path }]
  return { name, isFolder: false, files, size: sizeOf(files) }
}

/** Files before folders, both in order of their names. */
function* filesBelow(top: string): Generator<string> {
  const folders = [top]
  let count = 0
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = readdirSync(folder, { withFileTypes: true }).toSorted(byName)
    for (const entry of entries.filter((one) => one.isFile())) {
      count += 1
      if (count > MAX_FILES) throw new Error(`${top} holds more than ${MAX_FILES} files`)
      yield join(folder, entry.name)
    }
    for (const entry of entries.filter((one) => one.isDirectory()).toReversed())
      folders.push(join(folder, entry.name))
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}

function sizeOf(files: readonly { readonly diskPath: string }[]): number {
  return files.reduce((sum, { diskPath }) => sum + statSync(diskPath).size, 0)
}
