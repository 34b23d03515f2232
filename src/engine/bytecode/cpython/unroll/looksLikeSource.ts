import type { Statement } from '../decompile/ast.ts'
import { parseSource } from './source/parseSource.ts'

const MAX_TEXT = 1_000_000 // characters: a longer text is taken for source by its first ones
const SIGNS =
  /\b(?:import|exec|eval|compile|__import__|lambda|def|class|print|subprocess|open|globals|getattr)\b/

/** Whether a text is Python that does something: every line of it can be parsed, and one imports, calls or defines. */
export function looksLikeSource(text: string): boolean {
  if (!SIGNS.test(text)) return false
  const { body, lines, failures } = parseSource(text.slice(0, MAX_TEXT))
  return lines > 0 && failures === 0 && body.some((node) => acts(node))
}

function acts(node: Statement): boolean {
  if (DEFINES.includes(node.kind)) return true
  if (node.kind === 'Expr' || node.kind === 'Assign')
    return node.value.kind === 'Call' || node.value.kind === 'Lambda'
  return 'body' in node && node.body.some((inner) => acts(inner))
}

const DEFINES: readonly Statement['kind'][] = ['Import', 'ImportFrom', 'FunctionDef', 'ClassDef']
