import { Copy, FileJson } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../shared/controls.tsx'
import { toFragment, type Address } from '../shared/fragment.ts'
import { HostileText } from '../shared/HostileText.tsx'
import { Modal } from '../shared/Modal.tsx'
import { counted, toCountText } from '../shared/quantities.ts'
import styles from './link.module.css'
import { ruleNames, toRulesField } from './rulesField.ts'

interface Props {
  /** What the link leads to. */
  readonly address: Address
  /** The page without its fragment. */
  readonly page: string
  /** Rules in use beside the bundled ones; '' when there are none. */
  readonly rules: string
  readonly onCase: () => void
  readonly onClose: () => void
}

/** Longer ones are cut by mail and chat programs. */
const MAX_CHARACTERS = 2_000

/** The link to what is chosen, which is copied at once unless it is long; and the case file, which holds more. */
export function LinkDialog({ address, page, rules, onCase, onClose }: Props) {
  const [withRules, setWithRules] = useState(rules !== '')
  const field = useField(withRules ? rules : '')
  const link =
    field === null ? null : page + toFragment({ ...address, rules: field === '' ? null : field })
  const [said, setSaid] = useState('')
  const copy = (text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied.'),
      () => setSaid('The browser did not let the page copy it: select it in the field.'),
    )
  }
  const isLong = link !== null && link.length > MAX_CHARACTERS
  useEffect(() => {
    if (link !== null && link.length <= MAX_CHARACTERS) copy(link)
  }, [link])
  return (
    <Modal title="Link to what is chosen" onClose={onClose}>
      <label className={styles.field}>
        Link
        <textarea
          className={styles.address}
          aria-label="Link"
          rows={4}
          readOnly
          value={link ?? ''}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      </label>
      <p role="status">
        {link !== null && `${toCountText(link.length)} characters. `}
        {isLong
          ? `Mail and chat programs cut links of more than ${toCountText(MAX_CHARACTERS)}: save a case file instead, or copy it all the same. `
          : ''}
        {said}
      </p>
      {rules !== '' && (
        <label className={styles.choice}>
          <input
            type="checkbox"
            checked={withRules}
            onChange={({ currentTarget }) => setWithRules(currentTarget.checked)}
          />
          With my own {counted(ruleNames(rules).length, 'rule')}, compressed
        </label>
      )}
      <Holds address={address} withRules={withRules && rules !== ''} />
      <div className={styles.actions}>
        <Button strong={isLong} onClick={onCase}>
          <FileJson size={16} aria-hidden="true" /> Save a case file
        </Button>
        <Button strong={!isLong} disabled={link === null} onClick={() => copy(link ?? '')}>
          <Copy size={16} aria-hidden="true" /> Copy the link
        </Button>
      </div>
    </Modal>
  )
}

/** Null while it is being packed. */
function useField(rules: string): string | null {
  const [packed, setPacked] = useState({ rules: '', field: '' })
  useEffect(() => {
    let isShown = true
    if (rules !== '')
      void toRulesField(rules).then((field) => {
        if (isShown) setPacked({ rules, field })
      })
    return () => {
      isShown = false
    }
  }, [rules])
  if (rules === '') return ''
  return packed.rules === rules ? packed.field : null
}

interface HoldsProps {
  readonly address: Address
  readonly withRules: boolean
}

/** What the link tells whoever reads it. */
function Holds({ address, withRules }: HoldsProps) {
  const { source, sha256, name, target } = address
  return (
    <ul className={styles.holds}>
      {source?.kind === 'hub' && (
        <li>
          where the file lies: <HostileText text={source.repo} most={60} mono /> at commit{' '}
          <code>{source.commit.slice(0, 10)}</code>; opening it asks the Hub for it
        </li>
      )}
      {source === null && (
        <li>
          the name <HostileText text={name ?? ''} most={60} mono /> and the size of the file; who
          opens it is asked for the file
        </li>
      )}
      <li>
        {sha256 === null
          ? 'no SHA-256, which is not known yet: nobody is told whether another file is the same'
          : 'the SHA-256: whoever opens another file is told so'}
      </li>
      {target !== null && <li>what is chosen, by its names in the file, and how it is shown</li>}
      {withRules && <li>the text of your own rules</li>}
      <li>
        nothing else: no content of the file, no notes, no token. It stands behind the #, which no
        browser sends
      </li>
      <li>
        a case file holds the report, notes, what was set aside and rules; no byte of the model
      </li>
    </ul>
  )
}
