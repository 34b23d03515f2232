// Scripts inside commands: `python -c '…'`, `sh -c '…'`, `powershell -enc …`, `echo … | base64 -d`.
import { decodeBase64 } from '../../../../encodings/base64/decodeBase64.ts'
import { utf16 } from '../operations/codecs.ts'

/** A script that stands in a command. */
export interface InnerScript {
  readonly operation: string
  readonly language: 'source' | 'text'
  readonly text: string
}

const MAX_SCRIPTS = 20 // in one command
const PYTHON =
  /\bpython[\d.]{0,4}(?:\.exe)?(?:\s+-[A-Zbdefhijklnopqrstuvwxyz]{1,4})*\s+-[a-zA-Z]{0,3}c\s*/g
const SHELL = /\b(?:ba|da|z|k)?sh(?:\s+-[abd-z]{1,3})*\s+-[a-z]{0,3}c\s+/g
const POWERSHELL =
  /\b(?:powershell|pwsh)(?:\.exe)?\b[^|&;\n]{0,200}?\s-e(?:nc|ncodedcommand|c)?\s+["']?([A-Za-z0-9+/=]{8,})/gi
const PIPED =
  /\becho\s+(?:-n\s+)?["']?([A-Za-z0-9+/=]{8,})["']?\s*\|\s*base64\s+(?:-d|-D|--decode)\b/g

/** The scripts in a command line, in order of their kind. */
export function innerScripts(command: string): readonly InnerScript[] {
  const found = [
    ...quotedAfter(command, PYTHON, 'python -c', 'source'),
    ...quotedAfter(command, SHELL, 'sh -c', 'text'),
    ...encoded(command, POWERSHELL, 'powershell -enc', (bytes) => utf16(bytes, false)),
    ...encoded(command, PIPED, 'base64 -d', (bytes) => new TextDecoder().decode(bytes)),
  ]
  return found.slice(0, MAX_SCRIPTS)
}

/** The same for a command whose words stand in a list. */
export function innerScriptsOfWords(words: readonly string[]): readonly InnerScript[] {
  const [program = '', ...rest] = words
  const name = program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1)
  const flag = rest.findIndex((word) => /^-[a-z]{0,4}c$/.test(word))
  const script = rest[flag + 1]
  if (flag >= 0 && script !== undefined) {
    if (/^python[\d.]*(?:\.exe)?$/.test(name))
      return [{ operation: 'python -c', language: 'source', text: script }]
    if (/^(?:ba|da|z|k)?sh$/.test(name))
      return [{ operation: 'sh -c', language: 'text', text: script }]
  }
  return innerScripts(words.join(' '))
}

function* quotedAfter(
  command: string,
  pattern: RegExp,
  operation: string,
  language: InnerScript['language'],
): Generator<InnerScript> {
  for (const { 0: head, index } of command.matchAll(pattern)) {
    const text = quotedAt(command, index + head.length)
    if (text !== undefined && text !== '') yield { operation, language, text }
  }
}

/** A word of the shell in quotes; undefined when none begins there. */
function quotedAt(command: string, start: number): string | undefined {
  const isEscaped = command.startsWith('\\"', start)
  const mark = isEscaped ? '\\"' : command.charAt(start)
  if (mark !== '"' && mark !== "'" && mark !== '\\"') return undefined
  let made = ''
  for (let at = start + mark.length; at < command.length; at++) {
    if (command.startsWith(mark, at)) return made
    const isEscape =
      mark === '"' && command.charAt(at) === '\\' && '"\\$`'.includes(command.charAt(at + 1))
    if (isEscape) at++
    made += command.charAt(at)
  }
  return made
}

function* encoded(
  command: string,
  pattern: RegExp,
  operation: string,
  read: (bytes: Uint8Array) => string,
): Generator<InnerScript> {
  for (const [, content = ''] of command.matchAll(pattern)) {
    const decoded = decodeBase64(content)
    if (decoded.kind === 'decoded') yield { operation, language: 'text', text: read(decoded.bytes) }
  }
}
