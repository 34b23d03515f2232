import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useThemeName } from '../themeColours.ts'
import { applyTheme, editor } from './editor.ts'
import type { Language } from './Language.ts'
import type { LineNote, LineRange } from './LineNote.ts'
import { noteMarkdown } from './noteMarkdown.ts'
import { VIEWER_OPTIONS, optionsFor } from './options.ts'
import styles from './TextViewer.module.css'

interface TextViewerProps {
  /** Lines without characters that do not show: the caller escapes them. */
  readonly text: string
  readonly language: Language
  /** What it is, for screen readers. */
  readonly label: string
  /** Lines to mark and to bring into view. */
  readonly marked: LineRange | null
  readonly notes: readonly LineNote[]
  /** A line, from 1, that the user put the cursor on; `isStep`: with the mouse, not on the way with the keyboard. */
  readonly onLine: (line: number, isStep: boolean) => void
}

/** Text in Monaco, to be read and not to be changed. */
export function TextViewer({ text, language, label, marked, notes, onLine }: TextViewerProps) {
  const box = useRef<HTMLDivElement>(null)
  const [viewer, setViewer] = useState<editor.IStandaloneCodeEditor | null>(null)
  const theme = useThemeName()
  const onCursor = useEffectEvent(({ source, position }: editor.ICursorPositionChangedEvent) => {
    if (source === 'mouse' || source === 'keyboard') onLine(position.lineNumber, source === 'mouse')
  })

  useEffect(() => applyTheme(theme), [theme])

  useEffect(() => {
    if (box.current === null) return
    const created = editor.create(box.current, { ...VIEWER_OPTIONS, model: null })
    created.onDidChangeCursorPosition((event) => onCursor(event))
    setViewer(created)
    return () => created.dispose()
  }, [])

  useEffect(() => {
    if (viewer === null) return
    const model = editor.createModel(text, language)
    viewer.setModel(model)
    return () => model.dispose()
  }, [viewer, text, language])

  useEffect(() => {
    viewer?.updateOptions({ ariaLabel: label, ...optionsFor(language) })
  }, [viewer, label, language])

  useEffect(() => {
    const decorations = viewer?.createDecorationsCollection([
      ...(marked === null ? [] : [markOf(marked)]),
      ...notes.map(glyphOf),
    ])
    return () => decorations?.clear()
  }, [viewer, text, language, marked, notes])

  const [first, last] = [marked?.first, marked?.last]
  useEffect(() => {
    if (first === undefined || last === undefined) return
    viewer?.revealLinesInCenterIfOutsideViewport(first, last)
  }, [viewer, text, language, first, last])

  return <div ref={box} className={styles.viewer} />
}

function markOf({ first, last }: LineRange): editor.IModelDeltaDecoration {
  return {
    range: lines(first, last),
    options: { isWholeLine: true, className: styles['marked'] ?? '' },
  }
}

function glyphOf(note: LineNote): editor.IModelDeltaDecoration {
  const glyphMarginHoverMessage = { value: noteMarkdown(note) }
  return {
    range: lines(note.line, note.line),
    options: {
      glyphMarginClassName: `${styles['glyph'] ?? ''} ${styles[note.severity] ?? ''}`,
      glyphMarginHoverMessage,
    },
  }
}

function lines(first: number, last: number): editor.IModelDeltaDecoration['range'] {
  return { startLineNumber: first, startColumn: 1, endLineNumber: last, endColumn: 1 }
}
