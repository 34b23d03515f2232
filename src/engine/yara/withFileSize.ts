import { tokensOf } from './tokens.ts'

/** Rules in which `filesize` is a number: for a scan of bytes that are only a piece of the file. */
export function withFileSize(rules: string, size: number): string {
  let [text, end] = ['', 0]
  for (const { kind, text: word, start } of tokensOf(rules)) {
    if (kind !== 'word' || word !== 'filesize') continue
    text += rules.slice(end, start) + String(size)
    end = start + word.length
  }
  return text + rules.slice(end)
}
