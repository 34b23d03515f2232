import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type Ref } from 'react'
import { worst } from '../severity.ts'
import { useThemeName } from '../themeColours.ts'
import { applyTheme, editor } from './editor.ts'
import type { Language } from './Language.ts'
import type { LineNote, LineRange } from './LineNote.ts'
import { noteMarkdown } from './noteMarkdown.ts'
import { VIEWER_OPTIONS, optionsFor } from './options.ts'
import styles from './TextViewer.module.css'

/** What can be asked of a viewer. */
export interface ViewerHandle {
  /** Opens the editor's own search. */
  readonly find: () => void
}

interface TextViewerProps {
  readonly ref?: Ref<ViewerHandle>
  /** Lines without characters that do not show: the caller escapes them. */
  readonly text: string
  readonly language: Language
  /** What it is, for screen readers. */
  readonly label: string
  /** Lines to mark and to bring into view. */
  readonly marked?: readonly LineRange[]
  /** Lines that something pointed at elsewhere speaks of: marked softly, and brought into view. */
  readonly pointed?: readonly LineRange[]
  /** Lines that stand for something that could not be told. */
  readonly uncertain?: readonly LineRange[]
  readonly notes: readonly LineNote[]
  /** A line, from 1, that the user put the cursor on; `isStep`: with the mouse, not on the way with the keyboard. */
  readonly onLine: (line: number, isStep: boolean) => void
  /** The line under the pointer; null when it has left. */
  readonly onPoint?: (line: number | null) => void
}

const NOTHING: readonly LineRange[] = []

/** Text in Monaco, to be read and not to be changed. */
export function TextViewer(props: TextViewerProps) {
  const { ref, text, language, label, notes } = props
  const { marked = NOTHING, pointed = NOTHING, uncertain = NOTHING } = props
  const box = useRef<HTMLDivElement>(null)
  const [viewer, setViewer] = useState<editor.IStandaloneCodeEditor | null>(null)
  const theme = useThemeName()
  const onCursor = useEffectEvent(({ source, position }: editor.ICursorPositionChangedEvent) => {
    if (source === 'mouse' || source === 'keyboard')
      props.onLine(position.lineNumber, source === 'mouse')
  })
  const onPoint = useEffectEvent((line: number | null) => props.onPoint?.(line))

  useEffect(() => applyTheme(theme), [theme])

  useEffect(() => {
    if (box.current === null) return
    const created = editor.create(box.current, { ...VIEWER_OPTIONS, model: null })
    created.onDidChangeCursorPosition((event) => onCursor(event))
    created.onMouseMove(({ target }) => onPoint(target.position?.lineNumber ?? null))
    created.onMouseLeave(() => onPoint(null))
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
      ...uncertain.map((range) => wholeLines(range, 'uncertain')),
      ...pointed.map((range) => wholeLines(range, 'pointed')),
      ...marked.map((range) => wholeLines(range, 'marked')),
      ...[...byLine(notes)].map(([line, ofLine]) => glyphOf(line, ofLine)),
    ])
    return () => decorations?.clear()
  }, [viewer, text, language, marked, pointed, uncertain, notes])

  useReveal(viewer, text, marked)
  useReveal(viewer, text, pointed)

  useImperativeHandle(ref, () => ({ find: () => find(viewer) }), [viewer])

  return <div ref={box} className={styles.viewer} />
}

/** Brings the first of the lines into view, once for the same lines of the same text. */
function useReveal(
  viewer: editor.IStandaloneCodeEditor | null,
  text: string,
  ranges: readonly LineRange[],
): void {
  const [range] = ranges
  const [first, last] = [range?.first, range?.last]
  useEffect(() => {
    if (first === undefined || last === undefined) return
    viewer?.revealLinesInCenterIfOutsideViewport(first, last)
  }, [viewer, text, first, last])
}

function find(viewer: editor.IStandaloneCodeEditor | null): void {
  viewer?.focus()
  viewer?.trigger('page', 'actions.find', null)
}

function wholeLines(
  { first, last }: LineRange,
  look: 'marked' | 'pointed' | 'uncertain',
): editor.IModelDeltaDecoration {
  return {
    range: lines(first, last),
    options: { isWholeLine: true, className: styles[look] ?? '' },
  }
}

/** The sign of the worst note of a line; pointing at it tells all of them. */
function glyphOf(line: number, notes: readonly LineNote[]): editor.IModelDeltaDecoration {
  const severity = worst(notes.map((note) => note.severity)) ?? 'info'
  return {
    range: lines(line, line),
    options: {
      glyphMarginClassName: `${styles['glyph'] ?? ''} ${styles[severity] ?? ''}`,
      glyphMarginHoverMessage: notes.map((note) => ({ value: noteMarkdown(note) })),
    },
  }
}

function byLine(notes: readonly LineNote[]): ReadonlyMap<number, readonly LineNote[]> {
  const lines = new Map<number, LineNote[]>()
  for (const note of notes) lines.set(note.line, [...(lines.get(note.line) ?? []), note])
  return lines
}

function lines(first: number, last: number): editor.IModelDeltaDecoration['range'] {
  return { startLineNumber: first, startColumn: 1, endLineNumber: last, endColumn: 1 }
}
