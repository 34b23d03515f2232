import type { editor } from 'monaco-editor/editor/editor.api'
import type { Language } from './Language.ts'

/** For reading hostile text: nothing is a link, no character hides, and no line is too long. */
export const VIEWER_OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  readOnly: true,
  domReadOnly: true,
  tabFocusMode: true, // Tab leaves the editor: it is no trap for the keyboard
  automaticLayout: true,
  fontFamily: 'var(--mono)',
  fontSize: 12.5,
  lineHeight: 20,
  glyphMargin: true,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 4,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  fixedOverflowWidgets: true,
  hideCursorInOverviewRuler: true,
  overviewRulerBorder: false,
  padding: { top: 4, bottom: 4 },
  links: false,
  contextmenu: true,
  matchBrackets: 'never',
  occurrencesHighlight: 'off',
  selectionHighlight: false,
  renderLineHighlight: 'line',
  renderControlCharacters: true,
  renderWhitespace: 'none',
  unusualLineTerminators: 'off',
  unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true, nonBasicASCII: false },
  bracketPairColorization: { enabled: false },
  stickyScroll: { enabled: false },
  maxTokenizationLineLength: 20_000,
  stopRenderingLineAfter: 10_000,
  'semanticHighlighting.enabled': false,
}

const LISTINGS: ReadonlySet<Language> = new Set(['disassembly', 'names', 'strings'])

/** A listing has numbers and an indent of its own: the editor's would only take room. */
export function optionsFor(language: Language): editor.IEditorOptions {
  const isListing = LISTINGS.has(language)
  return {
    wordWrap: language === 'python' ? 'on' : 'off',
    wrappingIndent: 'deepIndent',
    lineNumbers: isListing ? 'off' : 'on',
    folding: !isListing,
    guides: { indentation: !isListing, bracketPairs: false },
  }
}
