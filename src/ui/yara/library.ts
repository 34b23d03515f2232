import { parseRules, type RuleText } from '../../worker/client.ts'
import { freeName, type RuleFile } from '../shared/ruleSet.ts'

/** A file of rules as the library lists it. */
export interface LibraryFile {
  readonly name: string
  readonly text: string
  readonly isOn: boolean
  readonly isBundled: boolean
  readonly rules: readonly RuleText[]
}

type Bundled = readonly (readonly [string, string])[]

/** The user's own files in their order, then the bundled ones. */
export function libraryOf(
  own: readonly RuleFile[],
  bundled: Bundled,
  without: readonly string[],
): readonly LibraryFile[] {
  return [
    ...own.map((file) => ({ ...file, isBundled: false, rules: parseRules(file.text).rules })),
    ...bundled.map(([name, text]) => ({
      name,
      text,
      isOn: !without.includes(name),
      isBundled: true,
      rules: parseRules(text).rules,
    })),
  ]
}

export const NEW_RULE = `rule Own
{
    meta:
        description = ""
        severity = "medium"
    strings:
        $a = "text to look for"
    condition:
        any of them
}
`

/** A new file at the head of the others. */
export function withNew(files: readonly RuleFile[], text: string): readonly RuleFile[] {
  return [{ name: freeName('own.yar', files), text, isOn: true }, ...files]
}

/** The file one step nearer to the beginning or the end: rules are run in this order. */
export function moved(files: readonly RuleFile[], name: string, step: 1 | -1): readonly RuleFile[] {
  const from = files.findIndex((file) => file.name === name)
  const file = files[from]
  if (file === undefined) return files
  const rest = files.filter((each) => each !== file)
  const to = Math.min(rest.length, Math.max(0, from + step))
  return [...rest.slice(0, to), file, ...rest.slice(to)]
}

/** The same files, one of them under another name; unchanged when the name is taken or empty. */
export function renamed(
  files: readonly RuleFile[],
  name: string,
  wanted: string,
): readonly RuleFile[] {
  const next = wanted.trim()
  if (next === '' || files.some((file) => file.name === next)) return files
  return files.map((file) => (file.name === name ? { ...file, name: next } : file))
}

/** The bundled file in which a rule of that name stands. */
export function namespaceOf(
  library: readonly LibraryFile[],
  file: string | null,
  rule: string,
): string {
  if (file !== null) return file
  const home = library.find(
    (each) => each.isBundled && each.rules.some(({ name }) => name === rule),
  )
  return home?.name ?? 'bundled'
}
