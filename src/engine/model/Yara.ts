/** Scans bytes with the compiled rule set of one scan; made by a host from a foreign module. */
export interface YaraScanner {
  /** Compiles `rules` and scans `bytes`. Without a scan (the rules do not compile, no memory) there are errors. */
  scan(bytes: Uint8Array, rules: string): YaraOutcome
}

export interface YaraOutcome {
  readonly matches: readonly YaraRuleMatch[]
  /** Errors and warnings of the rule compiler. */
  readonly messages: readonly YaraMessage[]
}

export interface YaraMessage {
  /** In the text of the rules, from 1; 0 when it is not about a line. */
  readonly line: number
  readonly message: string
  readonly warning: boolean
}

export interface YaraRuleMatch {
  readonly rule: string
  readonly meta: readonly (readonly [string, string])[]
  /** By string, then by offset; the first of them when there are very many. */
  readonly strings: readonly YaraStringMatch[]
  /** How many there are in all. */
  readonly stringCount: number
}

export interface YaraStringMatch {
  readonly id: string
  /** Bytes, in what was scanned. */
  readonly offset: number
  readonly length: number
}
