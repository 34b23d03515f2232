/** One rule as it stands in a file of rules. */
export interface RuleText {
  readonly name: string
  readonly file: string
  readonly text: string
}

const HEAD = /^(?:(?:private|global)\s+)*rule\s+(\w+)/gm

/** Cuts files of rules into rules. What stands before a rule, such as its comment, belongs to the one before. */
export function toRuleTexts(files: readonly (readonly [string, string])[]): readonly RuleText[] {
  return files.flatMap(([file, text]) => {
    const heads = [...text.matchAll(HEAD)]
    return heads.map((head, at) => ({
      name: head[1] ?? '',
      file,
      text: text.slice(head.index, heads[at + 1]?.index ?? text.length).trimEnd(),
    }))
  })
}
