import { useEffect, useRef, useState } from 'react'
import { useThemeName } from '../themeColours.ts'
import { applyTheme, editor } from './editor.ts'
import type { Language } from './Language.ts'
import { optionsFor, VIEWER_OPTIONS } from './options.ts'
import styles from './DiffViewer.module.css'

interface DiffViewerProps {
  /** Lines without characters that do not show: the caller escapes them. */
  readonly before: string
  readonly after: string
  readonly language: Language
  /** What is compared, for screen readers. */
  readonly label: string
  /** One below the other, or side by side. */
  readonly isInline: boolean
}

/** What of two texts differs, in Monaco: to be read and not to be changed. */
export function DiffViewer({ before, after, language, label, isInline }: DiffViewerProps) {
  const box = useRef<HTMLDivElement>(null)
  const [viewer, setViewer] = useState<editor.IStandaloneDiffEditor | null>(null)
  const theme = useThemeName()

  useEffect(() => applyTheme(theme), [theme])

  useEffect(() => {
    if (box.current === null) return
    const created = editor.createDiffEditor(box.current, {
      ...VIEWER_OPTIONS,
      ...DIFF_OPTIONS,
    })
    setViewer(created)
    return () => created.dispose()
  }, [])

  useEffect(() => {
    if (viewer === null) return
    const models = {
      original: editor.createModel(before, language),
      modified: editor.createModel(after, language),
    }
    viewer.setModel(models)
    return () => {
      viewer.setModel(null)
      models.original.dispose()
      models.modified.dispose()
    }
  }, [viewer, before, after, language])

  useEffect(() => {
    viewer?.updateOptions({ ...optionsFor(language), renderSideBySide: !isInline })
    viewer?.getOriginalEditor().updateOptions({ ariaLabel: `${label}, before` })
    viewer?.getModifiedEditor().updateOptions({ ariaLabel: `${label}, after` })
  }, [viewer, label, language, isInline])

  return <div ref={box} className={styles.viewer} />
}

const DIFF_OPTIONS: editor.IStandaloneDiffEditorConstructionOptions = {
  readOnly: true,
  originalEditable: false,
  glyphMargin: false,
  ignoreTrimWhitespace: false,
  useInlineViewWhenSpaceIsLimited: false,
  renderMarginRevertIcon: false,
  renderGutterMenu: false,
  renderOverviewRuler: false,
  renderIndicators: true,
  maxComputationTime: 5_000,
  maxFileSize: 8,
}
