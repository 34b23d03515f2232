import { chosenFiles, type Dropped } from './walkEntries.ts'

/** Opens the browser's dialog for files or for a folder. */
export function chooseFiles(what: 'files' | 'folder', onFiles: (dropped: Dropped) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = what === 'files'
  input.webkitdirectory = what === 'folder'
  input.addEventListener('change', () => {
    if (input.files !== null) onFiles(chosenFiles(input.files))
  })
  input.click()
}
