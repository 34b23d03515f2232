import { useId, useState } from 'react'
import { Button } from '../shared/controls.tsx'
import { useStore } from '../shared/Store.ts'
import styles from './hub.module.css'
import { isToken, type Tokens } from './tokens.ts'

interface Props {
  readonly tokens: Tokens
  /** A token was given: what failed without one may be tried again. */
  readonly onToken?: () => void
}

/** A field for a token. It is never shown again, and goes to the Hub alone. */
export function TokenBox({ tokens, onToken }: Props) {
  const id = useId()
  const token = useStore(tokens.store)
  const [text, setText] = useState('')
  const [keep, setKeep] = useState(false)
  const [wrong, setWrong] = useState('')
  const use = (): void => {
    const given = text.trim()
    if (!isToken(given)) {
      setWrong('A token of the Hub begins with hf_')
      return
    }
    tokens.set(given, keep)
    setText('')
    onToken?.()
  }
  if (token.value !== null)
    return (
      <p className={styles.token} role="status">
        A token is used{token.isKept ? ', and kept until this tab is closed' : ''}.
        <Button onClick={() => tokens.set(null, false)}>Forget it</Button>
      </p>
    )
  return (
    <form
      className={styles.token}
      onSubmit={(event) => {
        event.preventDefault()
        use()
      }}
    >
      <label htmlFor={id}>Token, for private and gated models</label>
      <input
        id={id}
        type="password"
        className={styles.field}
        value={text}
        placeholder="hf_…, a fine-grained one that may only read"
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value)
          setWrong('')
        }}
      />
      <Button onClick={use} disabled={text.trim() === ''}>
        Use
      </Button>
      <label className={styles.keep}>
        <input type="checkbox" checked={keep} onChange={(event) => setKeep(event.target.checked)} />
        keep it until this tab is closed
      </label>
      <p role="alert" className={styles.wrong}>
        {wrong !== '' && `${wrong}.`}
      </p>
    </form>
  )
}
