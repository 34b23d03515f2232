import { MarkerSeverity } from 'monaco-editor/editor/editor.api'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { YaraMessage } from '../../../engine/index.ts'
import { useThemeName } from '../themeColours.ts'
import { applyTheme, editor } from './editor.ts'
import { VIEWER_OPTIONS } from './options.ts'
import styles from './TextViewer.module.css'
import { registerYara } from './yara/yaraLanguage.ts'

registerYara()

interface Props {
  /** Which file it is: another one has another history of changes. */
  readonly name: string
  readonly text: string
  readonly readOnly: boolean
  /** Of the compiler, for this text. */
  readonly messages: readonly YaraMessage[]
  /** A line to show; a new object shows it again. */
  readonly reveal: { readonly line: number } | null
  readonly onChange: (text: string) => void
}

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  ...VIEWER_OPTIONS,
  lineNumbers: 'on',
  folding: true,
  matchBrackets: 'always',
  quickSuggestions: { other: true, comments: false, strings: false },
  suggest: { showWords: false, preview: false },
  wordBasedSuggestions: 'off',
  tabSize: 4,
  insertSpaces: true,
  formatOnPaste: false,
  renderFinalNewline: 'on', // dimmed, its number is too pale to be read
}

/** YARA rules in Monaco, to be written: Escape and then Tab leaves it, as does Ctrl+M. */
export function RuleEditor({ name, text, readOnly, messages, reveal, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<editor.IStandaloneCodeEditor | null>(null)
  const theme = useThemeName()
  const onText = useEffectEvent((next: string) => {
    if (next !== text) onChange(next)
  })
  const begin = useEffectEvent(() => text)

  useEffect(() => applyTheme(theme), [theme])

  useEffect(() => {
    if (box.current === null) return
    const created = editor.create(box.current, { ...OPTIONS, model: null })
    setView(created)
    return () => created.dispose()
  }, [])

  useEffect(() => {
    if (view === null) return
    const model = editor.createModel(begin(), 'yara')
    model.onDidChangeContent(() => onText(model.getValue()))
    view.setModel(model)
    return () => model.dispose()
  }, [view, name])

  // What was changed elsewhere, by formatting or undoing, and not by typing here.
  useEffect(() => {
    const model = view?.getModel() ?? null
    if (model !== null && model.getValue() !== text)
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  }, [view, text])

  useEffect(() => {
    view?.updateOptions({
      ariaLabel: `YARA rules ${name}`,
      readOnly,
      domReadOnly: readOnly,
      tabFocusMode: readOnly,
    })
  }, [view, name, readOnly])

  useEffect(() => {
    const model = view?.getModel() ?? null
    if (model === null) return
    editor.setModelMarkers(
      model,
      'yara',
      messages.map((message) => toMarker(message, model)),
    )
  }, [view, name, messages])

  useEffect(() => {
    if (view === null || reveal === null) return
    view.revealLineNearTop(reveal.line)
    view.setPosition({ lineNumber: reveal.line, column: 1 })
  }, [view, reveal])

  return <div ref={box} className={styles.viewer} />
}

function toMarker({ line, message, warning }: YaraMessage, model: editor.ITextModel) {
  const at = Math.min(Math.max(line, 1), model.getLineCount())
  return {
    severity: warning ? MarkerSeverity.Warning : MarkerSeverity.Error,
    message,
    startLineNumber: at,
    startColumn: model.getLineFirstNonWhitespaceColumn(at),
    endLineNumber: at,
    endColumn: model.getLineMaxColumn(at),
  }
}
