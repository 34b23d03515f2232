/** Scans bytes with the compiled rule set of one scan; made by a host from a foreign module. */
export interface YaraScanner {
  scan(bytes: Uint8Array, rules: string): YaraOutcome
}

export interface YaraOutcome {
  readonly matches: readonly YaraRuleMatch[]
  /** Errors and warnings of the rule compiler. */
  readonly messages: readonly YaraMessage[]
}

export interface YaraMessage {
  readonly line: number
  readonly message: string
  readonly warning: boolean
}

export interface YaraRuleMatch {
  readonly rule: string
  readonly meta: readonly (readonly [string, string])[]
  readonly strings: readonly YaraStringMatch[]
}

export interface YaraStringMatch {
  readonly id: string
  /** Bytes, in what was scanned. */
  readonly offset: number
  readonly length: number
}
