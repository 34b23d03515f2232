import { useId, useState } from 'react'
import { Button } from '../shared/controls.tsx'
import type { Hub } from './hub.ts'
import styles from './hub.module.css'
import { TokenBox } from './TokenBox.tsx'

interface Props {
  readonly hub: Hub
  /** The address was understood: it is being opened. */
  readonly onOpened?: () => void
  /** Where the focus begins, in a dialog. */
  readonly isFirst?: boolean
}

/** A field for an address of the Hub, in any form that people paste. */
export function HubBox({ hub, onOpened, isFirst = false }: Props) {
  const id = useId()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState('')
  const open = (given: string): void => {
    const problem = hub.openText(given)
    setWrong(problem)
    if (problem === '') onOpened?.()
  }
  return (
    <form
      className={styles.box}
      onSubmit={(event) => {
        event.preventDefault()
        open(text)
      }}
    >
      <label htmlFor={id}>Open from Hugging Face</label>
      <input
        id={id}
        className={styles.field}
        value={text}
        data-first={isFirst ? '' : undefined}
        placeholder="org/name, or the address of a model or a file"
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wrong !== ''}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => {
          setText(event.target.value)
          setWrong('')
        }}
      />
      <Button onClick={() => open(text)} disabled={text.trim() === ''}>
        Open
      </Button>
      <p id={`${id}-wrong`} role="alert" className={styles.wrong}>
        {wrong !== '' && `${wrong}.`}
      </p>
    </form>
  )
}

/** The same in a dialog, with the token beside it and what this asks of whom. */
export function HubDialogBody({ hub, onOpened }: Required<Pick<Props, 'hub' | 'onOpened'>>) {
  return (
    <>
      <HubBox hub={hub} onOpened={onOpened} isFirst />
      <p className={styles.quiet}>
        This asks huggingface.co, and where it leads to, for the parts of the file that are needed.
        It is told no more than the address. Files that are dropped are still read here, and nothing
        of them is sent.
      </p>
      <TokenBox tokens={hub.tokens} />
    </>
  )
}
