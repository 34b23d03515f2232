// What is used of libyara-wasm 1.2.1, which brings no types.
declare module 'libyara-wasm' {
  /** A list in the memory of the module. */
  interface List<T> {
    size(): number
    get(index: number): T
  }

  interface CompileError {
    readonly message: string
    readonly lineNumber: number
    readonly warning: boolean
  }

  interface StringMatch {
    readonly location: number
    readonly matchLength: number
    readonly stringIdentifier: string
  }

  interface MatchedRule {
    readonly ruleName: string
    readonly metadata: List<{ readonly identifier: string; readonly data: string }>
    readonly resolvedMatches: List<StringMatch>
  }

  interface Result {
    readonly compileErrors: List<CompileError>
    readonly matchedRules: List<MatchedRule>
  }

  /** The library turns the object that it is given into an instance of itself. */
  interface Instance {
    run?: (bytes: Uint8Array, rules: string) => Result
    print(text: string): void
    printErr(text: string): void
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance) => void,
      wasmBytes: () => Uint8Array<ArrayBuffer>,
    ): object
  }

  function create(instance: Instance): Promise<Instance>
  export { create as default }
}
