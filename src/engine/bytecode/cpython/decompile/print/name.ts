// What is an identifier. https://docs.python.org/3/reference/lexical_analysis.html#identifiers
import { codePointsOf } from '../../../../encodings/python-repr/reprText.ts'
import type { Sheet } from './Sheet.ts'

/** A name, if Python reads it back as that name; else marked. */
export function nameText(name: string, sheet: Sheet): string {
  if (!isIdentifier(name, sheet)) return sheet.mark(name)
  sheet.spend(name.length)
  return name
}

/** `a.b.c`, each part a name. */
export function dottedText(name: string, sheet: Sheet): string {
  if (name.length <= MAX_NAME && name.split('.').every((part) => isIdentifier(part, sheet))) {
    sheet.spend(name.length)
    return name
  }
  return sheet.mark(name)
}

const MAX_NAME = 10_000 // characters; nobody types a longer one, and checking it takes its time

/** Whether the name can be written as it is. */
export function isIdentifier(name: string, sheet: Sheet): boolean {
  if (name.length > MAX_NAME || isKeyword(name, sheet)) return false
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return true
  if (!sheet.has(300) || !/^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name)) return false
  // Python reads an identifier in its NFKC form; one that its Unicode does not know is none.
  return name.normalize('NFKC') === name && codePointsOf(name).every(isKnown(sheet))
}

function isKnown({ isPrintable }: Sheet): (point: number) => boolean {
  return (point) => point < 0x7f || isPrintable(point)
}

function isKeyword(name: string, sheet: Sheet): boolean {
  const since = KEYWORDS.get(name)
  if (since !== undefined) return sheet.has(since)
  return !sheet.has(300) && (name === 'print' || name === 'exec')
}

// `__debug__` is a constant to the compiler, and nothing can be assigned to it.
const ALWAYS =
  'None __debug__ and as assert break class continue def del elif else except finally for from global if import in is ' +
  'lambda not or pass raise return try while with yield'

/** Reserved words and the first version in which they are. */
const KEYWORDS: ReadonlyMap<string, number> = new Map([
  ...ALWAYS.split(' ').map((word) => [word, 0] as const),
  ...['False', 'True', 'nonlocal'].map((word) => [word, 300] as const),
  ...['async', 'await'].map((word) => [word, 307] as const),
])
