/** One page of the build: the same app under a policy of its own. */
export interface BuiltPage {
  readonly file: string
  /** Beside the name of the app, in titles. */
  readonly suffix: string
  /** What its policy lets it ask, beside its own files. */
  readonly reaches: readonly string[]
}

/**
 * The pages of the build. The first is the one that an address without a file leads to. The Hub gives large files from
 * below hf.co, under names that it says will change.
 */
export const PAGES: readonly BuiltPage[] = [
  {
    file: 'index.html',
    suffix: '',
    reaches: ['https://huggingface.co', 'https://hf.co', 'https://*.hf.co'],
  },
  { file: 'local.html', suffix: ' (local)', reaches: [] },
  { file: 'anywhere.html', suffix: ' (any address)', reaches: ['https:'] },
]

/**
 * What a built page may do, as its meta element says it. Compiling WebAssembly needs 'wasm-unsafe-eval'; Monaco sets
 * style attributes; workers start from a blob: module, so that they inherit this policy (a meta policy does not bind
 * workers started by URL).
 */
export function policyOf({ reaches }: Pick<BuiltPage, 'reaches'>): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    ["connect-src 'self'", ...reaches].join(' '),
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** The same as a header, which can carry what a meta element cannot: that no other page may frame this one. */
export function headerPolicyOf(page: Pick<BuiltPage, 'reaches'>): string {
  return `${policyOf(page)}; frame-ancestors 'none'`
}
