import { useEffect, useEffectEvent } from 'react'

/** `f` fits, wherever the focus is, except in fields and editors. */
export function useFitKey(fit: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey
    if (event.key !== 'f' || hasModifier || event.defaultPrevented) return
    if (!isField(event.target)) fit()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}

function isField(target: EventTarget | null): boolean {
  const fields = 'input, textarea, select, [contenteditable], [role="textbox"]'
  return target instanceof Element && target.closest(fields) !== null
}
