import { useEffect, useState } from 'react'
import { chosenFiles, droppedFiles, type Dropped } from './walkEntries.ts'

interface Takers {
  readonly onFiles: (dropped: Dropped) => void
  /** Files are being dragged over the page: there is a moment to get ready. */
  readonly onApproach: () => void
}

/** Takes files that are dropped anywhere on the page, or pasted. Returns whether some are being dragged over it. */
export function useFileDrop({ onFiles, onApproach }: Takers): boolean {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setIsOver(true)
    }
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      event.preventDefault() // or the browser would open the file in place of the page
      setIsOver(false)
      if (event.dataTransfer !== null) void droppedFiles(event.dataTransfer).then(onFiles)
    }
    const onPaste = ({ clipboardData }: ClipboardEvent): void => {
      if (clipboardData !== null && clipboardData.files.length > 0)
        onFiles(chosenFiles(clipboardData.files))
    }
    window.addEventListener('dragenter', onApproach)
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('dragleave', onDragLeave)
    window.addEventListener('drop', onDrop)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('dragenter', onApproach)
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('dragleave', onDragLeave)
      window.removeEventListener('drop', onDrop)
      window.removeEventListener('paste', onPaste)
    }
  }, [onFiles, onApproach])
  return isOver
}
