// What the editor does for YARA beyond colours: its own features, and ours behind its interfaces.
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/documentSymbols/register'
import 'monaco-editor/features/format/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/indentation/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/quickOutline/register'
import 'monaco-editor/features/snippet/register'
import 'monaco-editor/editor/contrib/suggest/browser/suggestController' // `features/suggest` leaves it out
import { languages, type editor } from 'monaco-editor/editor/editor.api'
import { formatRules, parseRules } from '../../../../worker/client.ts'
import { escapeText } from '../../../../engine/model/escapeText.ts'
import { meaningOf, suggestionsAt, type Suggestion } from './suggestions.ts'

const ID = 'yara'

/** Tells the editor of YARA, once. */
export function registerYara(): void {
  languages.setLanguageConfiguration(ID, {
    comments: { lineComment: '//', blockComment: ['/*', '*/'] },
    brackets: [
      ['{', '}'],
      ['(', ')'],
      ['[', ']'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '(', close: ')' },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
    ],
    wordPattern: /[$#@!]?[a-zA-Z_]\w*\*?/,
    indentationRules: {
      increaseIndentPattern: /(?:\{|\b(?:meta|strings|condition):)\s*$/,
      decreaseIndentPattern: /^\s*\}/,
    },
  })
  languages.registerCompletionItemProvider(ID, {
    triggerCharacters: ['$', '#', '@', '!', '"'],
    provideCompletionItems: (model, position) => ({
      suggestions: suggestionsAt(model.getValue(), model.getOffsetAt(position)).map((suggestion) =>
        toItem(suggestion, model, position),
      ),
    }),
  })
  languages.registerHoverProvider(ID, {
    provideHover(model, position) {
      const word = model.getWordAtPosition(position)
      const meaning = word === null ? null : meaningOf(word.word)
      return meaning === null ? null : { contents: [{ value: meaning }] }
    },
  })
  languages.registerDocumentFormattingEditProvider(ID, {
    provideDocumentFormattingEdits(model) {
      const text = formatRules(model.getValue())
      return text === null ? [] : [{ range: model.getFullModelRange(), text }]
    },
  })
  languages.registerDocumentSymbolProvider(ID, {
    provideDocumentSymbols: (model) => symbolsOf(model),
  })
  languages.registerFoldingRangeProvider(ID, {
    provideFoldingRanges: (model) =>
      parseRules(model.getValue()).rules.map(({ line, lastLine }) => ({
        start: line,
        end: lastLine,
      })),
  })
}

function symbolsOf(model: editor.ITextModel): languages.DocumentSymbol[] {
  return parseRules(model.getValue()).rules.map(({ name, tags, start, end, line, strings }) => {
    const range = rangeOf(model, start, end)
    return {
      name,
      detail: tags.join(' '),
      kind: languages.SymbolKind.Class,
      tags: [],
      range,
      selectionRange: { ...range, startLineNumber: line, endLineNumber: line, endColumn: 1000 },
      children: strings.map((string) => {
        const own = rangeOf(model, string.start, string.end)
        const kind = languages.SymbolKind.Field
        return { name: string.id, detail: '', kind, tags: [], range: own, selectionRange: own }
      }),
    }
  })
}

function rangeOf(model: editor.ITextModel, start: number, end: number) {
  const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)]
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  }
}

const KINDS: Readonly<Record<Suggestion['kind'], languages.CompletionItemKind>> = {
  word: languages.CompletionItemKind.Keyword,
  module: languages.CompletionItemKind.Module,
  string: languages.CompletionItemKind.Variable,
  snippet: languages.CompletionItemKind.Snippet,
  rule: languages.CompletionItemKind.Class,
}

function toItem(
  { label, kind, what, text }: Suggestion,
  model: editor.ITextModel,
  { lineNumber, column }: { readonly lineNumber: number; readonly column: number },
): languages.CompletionItem {
  const word = model.getWordUntilPosition({ lineNumber, column })
  const line = model.getLineContent(lineNumber)
  // What has no letter yet, such as a lone `$`, is no word to the editor.
  const hasSign = /[$#@!"]/.test(line.charAt(word.startColumn - 2)) && kind !== 'word'
  return {
    label,
    kind: KINDS[kind],
    detail: what,
    documentation: escapeText(label),
    insertText: text,
    ...(kind === 'snippet'
      ? { insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet }
      : {}),
    range: {
      startLineNumber: lineNumber,
      endLineNumber: lineNumber,
      startColumn: hasSign ? word.startColumn - 1 : word.startColumn,
      endColumn: column,
    },
  }
}
