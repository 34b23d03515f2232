import { useEffect } from 'react'
import { actionOf, placeOf } from './keys.ts'
import { perform, type Performer } from './perform.ts'

/** Listens for the keys of the page. */
export function usePageKeys({ session, layout, openDialog, acts }: Performer): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const action = actionOf(event, placeOf(event.target))
      if (action === null) return
      event.preventDefault()
      perform(action, { session, layout, openDialog, acts })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [session, layout, openDialog, acts])
}
