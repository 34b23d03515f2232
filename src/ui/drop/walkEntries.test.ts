import { expect, test } from 'vitest'
import { MAX_FILES, walkEntries } from './walkEntries.ts'

const filesystem: FileSystem = {
  name: '',
  get root() {
    return folder('/', [])
  },
}
const common = { filesystem, getParent: () => undefined }

/** As browsers do, a folder gives its entries in portions, and then none. */
function folder(fullPath: string, entries: readonly FileSystemEntry[]): FileSystemDirectoryEntry {
  return {
    ...common,
    name: fullPath.slice(fullPath.lastIndexOf('/') + 1),
    fullPath,
    isFile: false,
    isDirectory: true,
    getFile: () => undefined,
    getDirectory: () => undefined,
    createReader() {
      const left = [...entries]
      return { readEntries: (resolve) => resolve(left.splice(0, 100)) }
    },
  }
}

function file(fullPath: string, isReadable = true): FileSystemFileEntry {
  return {
    ...common,
    name: fullPath.slice(fullPath.lastIndexOf('/') + 1),
    fullPath,
    isFile: true,
    isDirectory: false,
    file(resolve, reject) {
      if (isReadable) resolve(new File([], fullPath.slice(fullPath.lastIndexOf('/') + 1)))
      else reject?.(new DOMException('gone', 'NotFoundError'))
    },
  }
}

test('the files of a folder come in the order of their names, numbers as numbers', async () => {
  const { files } = await walkEntries([folder('/d', [file('/d/m10'), file('/d/m9'), file('/d/a')])])
  expect(files.map(({ path }) => path)).toEqual(['d/a', 'd/m9', 'd/m10'])
})

test('folders are walked to their last file, and paths are from what was dropped', async () => {
  const variables = folder('/m/variables', [file('/m/variables/variables.index')])
  const { files, isCut } = await walkEntries([
    folder('/m', [file('/m/saved_model.pb'), variables]),
    file('/a.h5'),
  ])
  expect(files.map(({ path }) => path)).toEqual([
    'a.h5',
    'm/saved_model.pb',
    'm/variables/variables.index',
  ])
  expect(isCut).toBe(false)
})

test('a file that is gone is left out', async () => {
  const { files } = await walkEntries([file('/gone.h5', false), file('/a.h5')])
  expect(files.map(({ path }) => path)).toEqual(['a.h5'])
})

test('a folder with too many files is cut, and that is said', async () => {
  const many = Array.from({ length: MAX_FILES + 1 }, (_, at) => file(`/d/${at}`))
  const { files, isCut } = await walkEntries([folder('/d', many)])
  expect([files.length, isCut]).toEqual([MAX_FILES, true])
})
