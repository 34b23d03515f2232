import { useEffect } from 'react'

// What is pasted anywhere is only taken for an address when it says itself that it leads to the Hub.
const LEADS_TO_HUB = /^\s*(?:hf:\/\/|(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)\/)/i

/** Takes an address of the Hub that is pasted anywhere but into a field. */
export function useHubPaste(onAddress: (text: string) => void): void {
  useEffect(() => {
    const onPaste = ({ clipboardData, target }: ClipboardEvent): void => {
      const isField =
        target instanceof Element &&
        target.closest('input, textarea, [contenteditable], .monaco-editor') !== null
      const text = clipboardData?.getData('text/plain') ?? ''
      if (!isField && LEADS_TO_HUB.test(text)) onAddress(text)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [onAddress])
}
