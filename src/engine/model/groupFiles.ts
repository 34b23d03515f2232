/** Files that are one model: a folder that belongs together, or a file on its own. */
export interface FileGroup<T> {
  readonly name: string
  readonly isFolder: boolean
  readonly files: readonly T[]
}

/** What makes a folder one model: the files that must all stand directly in it. */
const FOLDER_MARKS: readonly (readonly string[])[] = [
  ['saved_model.pb'],
  ['config.json', 'metadata.json'],
]

/**
 * Groups files by their slash-separated paths. A folder is one model when it holds a SavedModel, or the
 * members of a `.keras` archive; the paths of its files are then from that folder. All else is a file alone.
 */
export function groupFiles<T extends { readonly path: string }>(
  files: readonly T[],
): readonly FileGroup<T>[] {
  const roots = modelFolders(files)
  const groups = new Map<string, T[]>()
  for (const file of files) {
    const root = roots.findLast((folder) => file.path.startsWith(folder))
    const key = root ?? file.path
    const group = groups.get(key) ?? []
    group.push(root === undefined ? file : { ...file, path: file.path.slice(root.length) })
    groups.set(key, group)
  }
  return [...groups].map(([key, members]) => ({
    name: baseName(key),
    isFolder: key.endsWith('/'),
    files: members,
  }))
}

/** Shortest first, so that the last that fits is the innermost. The root folder itself is never one. */
function modelFolders(files: readonly { readonly path: string }[]): readonly string[] {
  const names = new Map<string, Set<string>>()
  for (const { path } of files) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    if (folder === '') continue
    const inside = names.get(folder) ?? new Set()
    names.set(folder, inside.add(path.slice(folder.length)))
  }
  return [...names]
    .filter(([, inside]) => FOLDER_MARKS.some((marks) => marks.every((mark) => inside.has(mark))))
    .map(([folder]) => folder)
    .toSorted((a, b) => a.length - b.length)
}

function baseName(path: string): string {
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : path
  return trimmed.slice(trimmed.lastIndexOf('/') + 1)
}
