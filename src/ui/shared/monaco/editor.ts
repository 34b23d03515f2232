// The only file that loads Monaco: its core, the features and languages used, its worker, and our languages.
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/unicodeHighlighter/register'
// Services that the editor of rules needs: after the first editor is made, no more are taken.
import 'monaco-editor/editor/contrib/documentSymbols/browser/outlineModel'
import 'monaco-editor/editor/contrib/suggest/browser/suggestMemory'
import 'monaco-editor/languages/definitions/python/register'
import 'monaco-editor/languages/definitions/yaml/register'
import { editor, languages } from 'monaco-editor/editor/editor.api'
import workerUrl from 'monaco-editor/editor/editor.worker?worker&url'
import { startModuleWorker } from '../../../worker/client.ts'
import { hexColours, themeColours } from '../themeColours.ts'
import type { Theme } from '../theme.ts'
import { adoptStyleElements } from './adoptedStyles.ts'
import { DISASSEMBLY, JSON_TEXT, NAMES, STRINGS, YARA_RULES } from './grammars.ts'
import { toEditorTheme } from './toEditorTheme.ts'

adoptStyleElements()
self.MonacoEnvironment = { getWorker: () => startModuleWorker(workerUrl) }
for (const [id, grammar] of [
  ['disassembly', DISASSEMBLY],
  ['names', NAMES],
  ['strings', STRINGS],
  ['json', JSON_TEXT],
  ['yara', YARA_RULES],
] as const) {
  languages.register({ id })
  languages.setMonarchTokensProvider(id, grammar)
}

/** Gives all editors the colours of the page as they are now. */
export function applyTheme(theme: Theme): void {
  editor.defineTheme(`page-${theme}`, toEditorTheme(theme, hexColours(themeColours())))
  editor.setTheme(`page-${theme}`)
}

export { editor }
