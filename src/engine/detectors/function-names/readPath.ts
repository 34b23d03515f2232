/** A module and a name in it, as a loader would read them if it read them well. */
export interface LookedUp {
  /** The segments of both, without what only looks different: `os` of "os.", " os" and "ｏｓ". */
  readonly path: readonly string[]
  /** Whether the module is written as no writer of models writes one. No known loader finds such a module. */
  readonly isOdd: boolean
}

const EDGES = /^[\s.]|[\s.]$|\.\.|[\p{Cc}]/u
const INVISIBLE = /\p{Cf}/gu

/** The path of `name` in `module`; also of `package>name`, and of names with dots, which tf_keras follows. */
export function readPath(name: string, module: string | null): LookedUp {
  const segments = [...segmentsOf(module ?? ''), ...segmentsOf(name)]
  const isOdd = module !== null && (EDGES.test(module) || plain(module) !== module)
  return { path: segments, isOdd }
}

function segmentsOf(text: string): readonly string[] {
  return plain(text)
    .split(/[.>]/)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '')
}

/** Letters of another width, dots of another script and invisible characters as what they look like. */
function plain(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replaceAll(/[\u3002\uFF61\u00B7\u0589]/g, '.')
}
