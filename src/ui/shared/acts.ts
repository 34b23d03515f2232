import { createStore, type Store } from './Store.ts'

/** What was done last, for a line that goes unnoticed when nobody needs it. */
export interface ActsState {
  /** A sentence for people, or ''. */
  readonly notice: string
  /** Whether what the notice speaks of can be undone. */
  readonly canUndo: boolean
}

/** What was done and can be undone, the last first. */
export interface Acts {
  readonly store: Store<ActsState>
  /** Says something, in place of what was said before; '' says nothing. */
  readonly say: (text: string) => void
  /** Says what was done, and keeps how it is undone. */
  readonly did: (text: string, undo: () => void) => void
  /** Undoes what was done last. */
  readonly undo: () => void
}

const MAX_STEPS = 100 // further back nobody remembers what it was

export function createActs(): Acts {
  const store = createStore<ActsState>({ notice: '', canUndo: false })
  const steps: { readonly text: string; readonly undo: () => void }[] = []
  const tell = (notice: string, canUndo: boolean): void => store.set(() => ({ notice, canUndo }))
  return {
    store,
    say: (text) => tell(text, false),
    did(text, undo) {
      steps.push({ text, undo })
      if (steps.length > MAX_STEPS) steps.shift()
      tell(text, true)
    },
    undo() {
      const step = steps.pop()
      step?.undo()
      tell(step === undefined ? 'There is nothing to undo.' : `Undone: ${step.text}`, false)
    },
  }
}
