import { useEffect } from 'react'
import { actionOf, placeOf } from './keys.ts'
import { perform, type Performer } from './perform.ts'

/** Listens for the keys of the page. */
export function usePageKeys({ session, layout, openDialog, acts }: Performer): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const action = actionOf(event, placeOf(event.target))
      if (action === null || closesPopover(event)) return
      event.preventDefault()
      perform(action, { session, layout, openDialog, acts })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [session, layout, openDialog, acts])
}

/** The browser itself closes what is open above the page; the page goes back at the next one. */
function closesPopover({ key }: KeyboardEvent): boolean {
  return key === 'Escape' && document.querySelector(':popover-open') !== null
}
