import { BookOpen, CircleSlash, StickyNote, Undo2 } from 'lucide-react'
import { IconButton } from '../shared/controls.tsx'

interface Props {
  /** Whether the finding is set aside. */
  readonly isAside: boolean
  readonly onRule: () => void
  readonly onNote: () => void
  readonly onSetAside: () => void
  /** Takes back that it was set aside. */
  readonly onTakeBack: () => void
}

/** What can be done with the chosen finding. */
export function FindingActions({ isAside, onRule, onNote, onSetAside, onTakeBack }: Props) {
  return (
    <>
      <IconButton icon={BookOpen} label="About the rule" shortcut="r" onClick={onRule}>
        Rule
      </IconButton>
      <IconButton icon={StickyNote} label="Write a note" shortcut="n" onClick={onNote}>
        Note
      </IconButton>
      {isAside ? (
        <IconButton icon={Undo2} label="Take back: it counts again" onClick={onTakeBack}>
          Take back
        </IconButton>
      ) : (
        <IconButton
          icon={CircleSlash}
          label="Set aside, with a reason"
          shortcut="x"
          onClick={onSetAside}
        >
          Set aside
        </IconButton>
      )}
    </>
  )
}
