/** Puts the whole of shortened texts on the clipboard when a selection holds them. Returns the way to stop. */
export function copyWhole(page: Document): () => void {
  const onCopy = (event: ClipboardEvent): void => {
    const selection = page.getSelection()
    if (selection === null || selection.rangeCount === 0) return
    const copy = selection.getRangeAt(0).cloneContents()
    const shortened = copy.querySelectorAll<HTMLElement>('[data-whole]')
    if (shortened.length === 0) return
    for (const element of shortened) element.textContent = element.dataset.whole ?? ''
    event.clipboardData?.setData('text/plain', copy.textContent)
    event.preventDefault()
  }
  page.addEventListener('copy', onCopy)
  return () => page.removeEventListener('copy', onCopy)
}
