/** The languages that the editor colours. */
export type Language = 'disassembly' | 'names' | 'json' | 'python' | 'yaml' | 'yara' | 'plaintext'
