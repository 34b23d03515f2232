/** The languages that the editor colours. */
export type Language =
  'disassembly' | 'names' | 'strings' | 'json' | 'python' | 'yaml' | 'yara' | 'plaintext'
