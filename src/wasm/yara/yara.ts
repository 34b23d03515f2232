// YARA 4.2.3 as libyara-wasm 1.2.1 brings it. What it can do: https://yara.readthedocs.io/en/v4.2.3/
import createYara from 'libyara-wasm'
import type {
  YaraMessage,
  YaraOutcome,
  YaraRuleMatch,
  YaraScanner,
  YaraStringMatch,
} from '../../engine/index.ts'

const MAX_STRINGS = 2_000 // a rule: fetching one takes 50 µs, and a rule of `{00}` finds a million
const MAX_META = 100 // a rule
const MAX_MESSAGES = 100

let compiling: Promise<WebAssembly.Module> | null = null

/**
 * A scanner that needs no `unsafe-eval` and no waiting between scans. Each scan has an instance of its own, since one
 * leaks 14 MB a scan; from the module that is compiled once, an instance takes 2 to 4 ms and a scan 8 ms or more.
 */
export async function loadYara(): Promise<YaraScanner> {
  compiling ??= compileModule()
  const module = await compiling
  return { scan: (bytes, rules) => scan(module, bytes, rules) }
}

/** Compiles the WebAssembly that stands in the library's JavaScript; the instance that hands it out is dropped. */
function compileModule(): Promise<WebAssembly.Module> {
  return new Promise((resolve, reject) => {
    const start: Parameters<typeof createYara>[0]['instantiateWasm'] = (_, __, wasmBytes) => {
      WebAssembly.compile(wasmBytes()).then(resolve, reject)
      return {}
    }
    createYara({ ...SILENT, instantiateWasm: start }).catch(reject)
  })
}

const SILENT = { print: () => undefined, printErr: () => undefined }

function scan(module: WebAssembly.Module, bytes: Uint8Array, rules: string): YaraOutcome {
  try {
    return run(module, bytes, rules)
  } catch (error) {
    const message = `YARA gave up on ${bytes.length} bytes: ${reasonOf(error)}`
    return { matches: [], messages: [{ line: 0, message, warning: false }] }
  }
}

/** Out of memory is a trap, a `RangeError`, or a C++ exception, which is a number. Anything else is our fault. */
function reasonOf(error: unknown): string {
  if (typeof error === 'number') return `C++ exception ${error}`
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return error.message
  throw error
}

function run(module: WebAssembly.Module, bytes: Uint8Array, rules: string): YaraOutcome {
  const instance: Parameters<typeof createYara>[0] = {
    ...SILENT,
    instantiateWasm(imports, receive) {
      receive(new WebAssembly.Instance(module, imports))
      return {}
    },
  }
  const ready = createYara(instance)
  ready.catch(() => undefined)
  if (instance.run === undefined) throw new Error('libyara-wasm did not start at once')
  const { matchedRules, compileErrors } = instance.run(bytes, rules)
  return {
    matches: itemsOf(matchedRules, Infinity).map(toRuleMatch),
    messages: itemsOf(compileErrors, MAX_MESSAGES).map(toMessage),
  }
}

type Lists = ReturnType<NonNullable<Parameters<typeof createYara>[0]['run']>>
type Rule = ReturnType<Lists['matchedRules']['get']>

function toRuleMatch({ ruleName, metadata, resolvedMatches }: Rule): YaraRuleMatch {
  return {
    rule: ruleName,
    meta: itemsOf(metadata, MAX_META).map(({ identifier, data }) => [identifier, data] as const),
    strings: itemsOf(resolvedMatches, MAX_STRINGS).map(toStringMatch),
    stringCount: resolvedMatches.size(),
  }
}

/** The library's own copy of what matched is left out: it is decoded as UTF-8, which bytes need not be. */
function toStringMatch(match: ReturnType<Rule['resolvedMatches']['get']>): YaraStringMatch {
  return { id: match.stringIdentifier, offset: match.location, length: match.matchLength }
}

function toMessage({
  lineNumber,
  message,
  warning,
}: ReturnType<Lists['compileErrors']['get']>): YaraMessage {
  return { line: lineNumber, message, warning }
}

function itemsOf<T>(list: { size(): number; get(index: number): T }, limit: number): readonly T[] {
  return Array.from({ length: Math.min(list.size(), limit) }, (_, index) => list.get(index))
}
