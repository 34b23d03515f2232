import type { languages } from 'monaco-editor/editor/editor.api'

type Grammar = languages.IMonarchLanguage

/**
 * What `dis` prints, of all versions: line, marks, offset, opcode, argument, and its meaning in parentheses; and what
 * `pickletools` prints: offset, code, opcode and argument.
 */
export const DISASSEMBLY: Grammar = {
  defaultToken: '',
  tokenizer: {
    root: [
      [/^Disassembly of .*$/, 'heading'],
      [/^ExceptionTable:.*$/, 'heading'],
      [/^ {0,6}\d+(?=\s)/, 'line'],
      [/\b\d+(?=\s+[A-Z][A-Z_]+)/, 'line'],
      [/^ *\d+: (?:\\x[\da-f]{2}|.)/, 'line'],
      [/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/, 'string'],
      [/-->|>>|\bL\d+:?|\bto\b/, 'jump'],
      [/\b[A-Z][A-Z0-9_+]{2,}\b/, 'keyword'],
      [/\(/, { token: 'delimiter', next: '@meaning' }],
      [/\d+/, 'number'],
    ],
    meaning: [
      [/\)\s*$/, { token: 'delimiter', next: '@pop' }],
      [/'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?/, 'string'],
      [/<code object [^>]*>?/, 'heading'],
      [/\b(?:None|True|False|Ellipsis)\b/, 'keyword'],
      [/\b\d[\w.+-]*/, 'number'],
      [/$/, { token: '', next: '@pop' }],
    ],
  },
}

/** Names and constants of code objects, each list below its title. */
export const NAMES: Grammar = {
  defaultToken: '',
  tokenizer: {
    root: [
      [/^.*, line \d+$/, 'heading'],
      [/^\s+\d+(?=\s)/, { token: 'line', next: '@value' }],
      [/^\s+[a-z][a-z ]*$/, 'comment'],
    ],
    value: [
      [/b?'(?:[^'\\]|\\.)*'?|b?"(?:[^"\\]|\\.)*"?/, 'string'],
      [/<code object [^>]*>?/, 'heading'],
      [/\b(?:None|True|False|Ellipsis)\b/, 'keyword'],
      [/\b\d[\w.+-]*/, 'number'],
      [/$/, { token: '', next: '@pop' }],
    ],
  },
}

/** Strings behind their offsets. */
export const STRINGS: Grammar = {
  defaultToken: 'string',
  tokenizer: { root: [[/^\s*0x[\da-f]+/, 'line']] },
}

/** JSON as Python writes it, with NaN and Infinity. */
export const JSON_TEXT: Grammar = {
  defaultToken: '',
  tokenizer: {
    root: [
      [/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'key'],
      [/"(?:[^"\\]|\\.)*"?/, 'string'],
      [/-?(?:\d[\d.eE+-]*|Infinity)|\bNaN\b/, 'number'],
      [/\b(?:true|false|null)\b/, 'keyword'],
      [/[{}[\],:]/, 'delimiter'],
    ],
  },
}

/** YARA rules. */
export const YARA_RULES: Grammar = {
  defaultToken: '',
  keywords: [
    ...['rule', 'private', 'global', 'meta', 'strings', 'condition', 'import', 'include'],
    ...['and', 'or', 'not', 'any', 'all', 'none', 'of', 'them', 'for', 'in', 'at', 'filesize'],
    ...['true', 'false', 'defined', 'contains', 'matches', 'startswith', 'endswith'],
    ...['ascii', 'wide', 'nocase', 'fullword', 'xor', 'base64', 'base64wide'],
  ],
  tokenizer: {
    root: [
      [/\/\/.*/, 'comment'],
      [/\/\*/, { token: 'comment', next: '@comment' }],
      [/"(?:[^"\\]|\\.)*"/, 'string'],
      [/\{[\s0-9a-fA-F?~|()[\]-]+\}/, 'string'],
      [/=\s*\/(?:[^/\\]|\\.)+\/\w*/, 'string'],
      [/[$#@!]\w*\*?/, 'key'],
      [/\b(?:0x[\da-fA-F]+|\d+(?:KB|MB)?)\b/, 'number'],
      [/[a-zA-Z_]\w*/, { cases: { '@keywords': 'keyword', '@default': '' } }],
    ],
    comment: [
      [/\*\//, { token: 'comment', next: '@pop' }],
      [/./, 'comment'],
    ],
  },
}
