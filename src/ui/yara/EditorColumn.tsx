import { AlignLeft, FlaskConical } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { YaraMessage } from '../../engine/index.ts'
import { formatRules } from '../../worker/client.ts'
import { Button, IconButton } from '../shared/controls.tsx'
import { counted } from '../shared/quantities.ts'
import type { LibraryFile } from './library.ts'
import styles from './YaraPane.module.css'

const RuleEditor = lazy(async () => {
  const { RuleEditor: component } = await import('../shared/monaco/RuleEditor.tsx')
  return { default: component }
})

interface Props {
  readonly file: LibraryFile
  readonly messages: readonly YaraMessage[]
  readonly reveal: { readonly line: number } | null
  /** What a rule can be made from now; null when nothing is chosen. */
  readonly seed: { readonly label: string; readonly make: () => void } | null
  readonly onChange: (text: string) => void
  readonly onRename: (name: string) => void
  readonly onTrial: () => void
  readonly onLine: (line: number) => void
}

/** One file of rules: its name, its text, and what the compiler says. Monaco comes when the first file is shown. */
export function EditorColumn(props: Props) {
  const { file, messages, reveal, seed, onChange, onRename, onTrial, onLine } = props
  return (
    <div className={styles.editor}>
      <div className={styles.tools} role="toolbar" aria-label="Rules">
        <FileTitle key={file.name} file={file} onRename={onRename} />
        {seed !== null && <Button onClick={seed.make}>{seed.label}</Button>}
        <IconButton
          icon={FlaskConical}
          label="Try this file on all open models"
          onClick={onTrial}
        />
        <IconButton
          icon={AlignLeft}
          label="Format"
          shortcut="Shift+Alt+F"
          disabled={file.isBundled}
          onClick={() => {
            const formatted = formatRules(file.text)
            if (formatted !== null) onChange(formatted)
          }}
        />
      </div>
      {messages.length > 0 && <Messages {...{ messages, onLine }} />}
      <Suspense fallback={<pre className={styles.text}>{file.text}</pre>}>
        <RuleEditor
          name={file.name}
          text={file.text}
          readOnly={file.isBundled}
          messages={messages}
          reveal={reveal}
          onChange={onChange}
        />
      </Suspense>
    </div>
  )
}

function FileTitle({ file, onRename }: Pick<Props, 'file' | 'onRename'>) {
  const [name, setName] = useState(file.name)
  const rename = (): void => {
    onRename(name)
    setName(file.name) // stays when the name is taken; a new one comes with a new file
  }
  return (
    <input
      className={styles.title}
      aria-label="Name of the file"
      title={file.isBundled ? 'These rules come with the page and stay as they are' : 'Rename'}
      value={name}
      readOnly={file.isBundled}
      onChange={({ currentTarget }) => setName(currentTarget.value)}
      onBlur={rename}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur()
      }}
    />
  )
}

function Messages({ messages, onLine }: Pick<Props, 'messages' | 'onLine'>) {
  const [first] = messages
  if (first === undefined) return null
  const errors = messages.filter(({ warning }) => !warning).length
  const warnings = messages.length - errors
  const counts = [
    errors > 0 ? counted(errors, 'error') : '',
    warnings > 0 ? counted(warnings, 'warning') : '',
  ]
  return (
    <p className={styles.problem} role="status">
      {counts.filter(Boolean).join(', ')}:{' '}
      <button type="button" className={styles.link} onClick={() => onLine(first.line)}>
        line {first.line}
      </button>{' '}
      {first.message}
    </p>
  )
}
