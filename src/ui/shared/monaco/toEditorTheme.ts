import type { editor } from 'monaco-editor/editor/editor.api'
import type { Theme } from '../theme.ts'
import type { ThemeColours } from '../themeColours.ts'

/** The page's colours as a theme of the editor. */
export function toEditorTheme(theme: Theme, colours: ThemeColours): editor.IStandaloneThemeData {
  const token = (name: string, colour: string, fontStyle = ''): editor.ITokenThemeRule => ({
    token: name,
    foreground: colours.get(colour).replace('#', ''),
    fontStyle,
  })
  return {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      token('', 'syntax-name'),
      token('keyword', 'syntax-keyword'),
      token('string', 'syntax-string'),
      token('string.escape', 'syntax-number'),
      token('number', 'syntax-number'),
      token('comment', 'syntax-comment', 'italic'),
      token('line', 'syntax-comment'),
      token('jump', 'syntax-comment'),
      token('heading', 'syntax-name', 'bold'),
      token('key', 'syntax-keyword'),
      token('type', 'syntax-keyword'),
    ],
    colors: editorColours(colours),
  }
}

function editorColours({ get }: ThemeColours): editor.IColors {
  return {
    'editor.background': get('pane'),
    'editor.foreground': get('text'),
    'editorLineNumber.foreground': get('muted'),
    'editorLineNumber.activeForeground': get('text'),
    'editor.lineHighlightBackground': get('hover'),
    'editor.lineHighlightBorder': '#00000000',
    'editor.rangeHighlightBackground': get('hover'),
    'editor.selectionBackground': get('select-soft'),
    'editor.inactiveSelectionBackground': get('select-soft'),
    'editor.findMatchBackground': get('medium-soft'),
    'editor.findMatchBorder': get('medium'),
    'editor.findMatchHighlightBackground': get('medium-soft'),
    'editorGutter.background': get('pane'),
    'editorGutter.foldingControlForeground': get('muted'),
    'editorIndentGuide.background1': get('faint'),
    'editorIndentGuide.activeBackground1': get('line'),
    'editorWhitespace.foreground': get('line'),
    'editorUnicodeHighlight.border': get('medium'),
    'editorUnicodeHighlight.background': get('medium-soft'),
    'editorWidget.background': get('raised'),
    'editorWidget.foreground': get('text'),
    'editorWidget.border': get('line'),
    'editorHoverWidget.background': get('raised'),
    'editorHoverWidget.foreground': get('text'),
    'editorHoverWidget.border': get('line'),
    // Whole lines in the soft colours, on which text can be read; what changed in them is framed.
    'diffEditor.insertedLineBackground': get('ok-soft'),
    'diffEditor.removedLineBackground': get('critical-soft'),
    'diffEditor.insertedTextBackground': '#00000000',
    'diffEditor.removedTextBackground': '#00000000',
    'diffEditor.insertedTextBorder': get('ok'),
    'diffEditor.removedTextBorder': get('critical'),
    'diffEditorGutter.insertedLineBackground': get('ok-soft'),
    'diffEditorGutter.removedLineBackground': get('critical-soft'),
    'diffEditor.diagonalFill': get('faint'),
    'input.background': get('pane'),
    'input.foreground': get('text'),
    'input.border': get('line'),
    'inputOption.activeBorder': get('select'),
    'inputOption.activeBackground': get('select-soft'),
    'menu.background': get('raised'),
    'menu.foreground': get('text'),
    'menu.selectionBackground': get('select-soft'),
    'menu.selectionForeground': get('text'),
    'menu.border': get('line'),
    'scrollbarSlider.background': `${get('line')}55`,
    'scrollbarSlider.hoverBackground': `${get('line')}88`,
    'scrollbarSlider.activeBackground': `${get('line')}aa`,
    'textCodeBlock.background': get('pane'),
    'textLink.foreground': get('select'),
    'icon.foreground': get('muted'),
    // Brackets are not coloured by their depth.
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((level) => [`editorBracketHighlight.foreground${level}`, get('text')]),
    ),
    'editorBracketHighlight.unexpectedBracket.foreground': get('text'),
    focusBorder: get('select'),
    foreground: get('text'),
  }
}
