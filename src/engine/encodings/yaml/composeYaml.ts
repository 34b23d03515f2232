// YAML structure by the `yaml` package. No value is resolved by it, and no tag means anything to it.
import { Composer, Parser, type CST, type Document, type ParsedNode } from 'yaml'
import { ParseError } from '../../bytes/ParseError.ts'
import { findTags, type TagToken } from './findTags.ts'

export interface ComposedYaml {
  readonly contents: ParsedNode | null
  /** Every tag and every %TAG of the text, in all its documents. */
  readonly tags: readonly YamlTag[]
  /** Where a second document begins, in characters; null when there is none. */
  readonly secondAt: number | null
}

export interface YamlTag extends TagToken {
  /** With its handle resolved: `tag:yaml.org,2002:python/name:…`. */
  readonly resolved: string
}

const OPTIONS = {
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false, // its check is quadratic, and a key that stands twice is evidence
  prettyErrors: false,
  logLevel: 'silent',
} as const

/** The structure of `text`. Throws `ParseError`, with an offset in characters, when it is no YAML or nested too deep. */
export function composeYaml(text: string): ComposedYaml {
  const tokens = guarded(() => [...new Parser().parse(text)])
  const perDocument = tokens.filter(({ type }) => type === 'document').map(findTags)
  const documents = guarded(() => [...new Composer(OPTIONS).compose(tokens)])
  for (const { errors } of documents)
    for (const { message, pos } of errors) throw new ParseError(`YAML: ${message}`, pos[0])
  const tags = perDocument.flatMap((found, index) =>
    found.map((tag) => ({ ...tag, resolved: resolve(tag.source, documents[index]) })),
  )
  const contents = documents[0]?.contents ?? null
  return { contents, tags: [...directives(tokens), ...tags], secondAt: secondDocument(tokens) }
}

/** Runs the package; what it throws (its stack overflows, say) is the file's fault. */
function guarded<T>(run: () => T): T {
  try {
    return run()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown error'
    throw new ParseError(`YAML: ${reason}`, 0, { cause })
  }
}

function resolve(source: string, document: Document.Parsed | undefined): string {
  return document?.directives.tagName(source, () => undefined) ?? source
}

function directives(tokens: readonly CST.Token[]): readonly YamlTag[] {
  return tokens
    .filter((token) => token.type === 'directive')
    .filter(({ source }) => source.startsWith('%TAG'))
    .map(({ source, offset }) => ({ source, offset, resolved: source }))
}

function secondDocument(tokens: readonly CST.Token[]): number | null {
  return tokens.filter(({ type }) => type === 'document')[1]?.offset ?? null
}
