import type { InnerFile } from '../../model/ModelPart.ts'
import type { Input } from '../Format.ts'
import { isModelText, MAX_CONFIG_BYTES } from './isModelText.ts'
import { CONFIG, isWeights, METADATA, type Member } from './members.ts'

/**
 * The files of an unpacked model, named from the folder that holds its `config.json`, and all others by their whole
 * paths; null when the folder holds no model.
 */
export function folderMembers({ files }: Pick<Input, 'files'>): readonly Member[] | null {
  const configs = files.filter(({ path }) => path === folderOf(path) + CONFIG)
  const config = configs.find((file) => isModelConfig(file, files))
  if (config === undefined) return null
  const folder = folderOf(config.path)
  return files.map((file) => ({ name: nameIn(folder, file) ?? file.path, file }))
}

function isModelConfig({ path, source }: InnerFile, files: readonly InnerFile[]): boolean {
  const folder = folderOf(path)
  const names = files.map((file) => nameIn(folder, file) ?? '')
  if (names.some((name) => name === METADATA || isWeights(name))) return true
  return source.size <= MAX_CONFIG_BYTES && isModelText(() => source.read(0, source.size))
}

/** With its slash; empty at the top. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function nameIn(folder: string, { path }: InnerFile): string | null {
  return path.startsWith(folder) ? path.slice(folder.length) : null
}
