import { groupFiles } from '../../model/groupFiles.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'

/**
 * What an archive called `name` yields for the files in it: a folder for those that are one model (a SavedModel),
 * each other file by itself. The archive's own root can be such a folder.
 */
export function innerParts(name: string, files: readonly InnerFile[]): readonly ModelPart[] {
  const below = files.map((file) => ({ ...file, path: `${name}/${file.path}` }))
  return groupFiles(below).flatMap((group): readonly ModelPart[] => {
    if (group.isFolder) return [{ kind: 'folder', name: group.name, files: group.files }]
    return group.files.map((file) => ({
      kind: 'file',
      file: { ...file, path: file.path.slice(name.length + 1) },
    }))
  })
}
