/** A dropped file with its path from what was dropped. */
interface DroppedFile {
  readonly path: string
  readonly file: File
}

/** What a drop, a paste or a choice brought; `isCut` when there was more than is taken. */
export interface Dropped {
  readonly files: readonly DroppedFile[]
  readonly isCut: boolean
}

export const MAX_FILES = 20_000 // a folder of models has hundreds; a whole disk was dropped by mistake

/** Files and folders of a drop. Call it while the event is handled: afterwards the browser takes them away. */
export async function droppedFiles({ items, files }: DataTransfer): Promise<Dropped> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return chosenFiles(files)
  return walkEntries(entries)
}

/** Files of an input or of the clipboard; those of a chosen folder know their path. */
export function chosenFiles(list: FileList): Dropped {
  const files = [...list].map((file) => ({
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    file,
  }))
  return { files: files.slice(0, MAX_FILES), isCut: files.length > MAX_FILES }
}

/** Walks folders, files first; stops at `MAX_FILES`. What cannot be read, such as a removed file, is left out. */
export async function walkEntries(roots: readonly FileSystemEntry[]): Promise<Dropped> {
  const waiting = [...roots]
  const files: DroppedFile[] = []
  for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
    if (files.length === MAX_FILES) return { files, isCut: true }
    if (isFile(entry)) files.push(...(await readFile(entry)))
    else if (isDirectory(entry)) waiting.push(...(await readFolder(entry)))
  }
  return { files, isCut: false }
}

function readFile(entry: FileSystemFileEntry): Promise<readonly DroppedFile[]> {
  const path = entry.fullPath.replace(/^\//, '')
  return new Promise((resolve) => {
    entry.file(
      (file) => resolve([{ path: path === '' ? file.name : path, file }]),
      () => resolve([]),
    )
  })
}

/** In the order of names. A reader gives a hundred entries at a time, and none when there are no more. */
async function readFolder(entry: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = entry.createReader()
  const all: FileSystemEntry[] = []
  while (all.length <= MAX_FILES) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]))
    })
    if (some.length === 0) break
    all.push(...some)
  }
  return all.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}
