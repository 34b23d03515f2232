import type { Alias, Import, ImportFrom } from '../ast.ts'
import { dottedText, nameText } from './name.ts'
import type { Sheet } from './Sheet.ts'

const MAX_LEVEL = 1000 // dots; a package that lies deeper has no place in any path

/** `import a.b as c` or `from .a import b as c`. */
export function importText(node: Import | ImportFrom, sheet: Sheet): string {
  sheet.expects(node.names.length > 0)
  if (node.kind === 'Import')
    return `import ${node.names.map((alias) => aliasText(alias, dottedText, sheet)).join(', ')}`
  return `from ${moduleText(node, sheet)} import ${importedText(node.names, sheet)}`
}

function moduleText({ module, level }: ImportFrom, sheet: Sheet): string {
  const isSane = Number.isInteger(level) && level >= 0 && level <= MAX_LEVEL
  if (!isSane) return sheet.mark(`level ${level} of ${module}`)
  if (module === '' && level > 0) return '.'.repeat(level)
  return '.'.repeat(level) + dottedText(module, sheet)
}

function importedText(names: readonly Alias[], sheet: Sheet): string {
  const [only] = names
  if (names.length === 1 && only?.name === '*' && only.asName === null) return '*'
  return names.map((alias) => aliasText(alias, nameText, sheet)).join(', ')
}

function aliasText(
  { name, asName }: Alias,
  print: (name: string, sheet: Sheet) => string,
  sheet: Sheet,
): string {
  const text = print(name, sheet)
  return asName === null ? text : `${text} as ${nameText(asName, sheet)}`
}
