/** Another scanner of models, as PyPI has it. */
export interface Peer {
  readonly name: string
  readonly version: string
  /** What pip is asked for: the scanner with all that it needs to read files, and nothing that could load one. */
  readonly packages: readonly string[]
}

export const PEERS: readonly Peer[] = [
  {
    name: 'modelscan',
    version: '0.8.8',
    packages: ['modelscan[tensorflow,h5py]==0.8.8'],
  },
  { name: 'picklescan', version: '1.0.5', packages: ['picklescan[7z]==1.0.5'] },
  // typing_extensions: imported, and not declared.
  {
    name: 'fickling',
    version: '0.1.12',
    packages: ['fickling[archive]==0.1.12', 'typing_extensions'],
  },
  {
    name: 'modelaudit',
    version: '0.2.54',
    packages: ['modelaudit[h5,sevenzip,safetensors]==0.2.54'],
  },
]

/** What a scanner says of a file: `note` is anything below an alarm that asks for a look. */
export type Says = 'alarm' | 'note' | 'nothing' | 'not scanned'

/** One scanner's answer for one file. */
export interface Answer {
  readonly says: Says
  readonly why: readonly string[]
}

/** What one scanner said of all files, in their order, and how fast. */
export interface Outcome {
  readonly name: string
  readonly version: string
  readonly answers: readonly Answer[]
  readonly filesPerSecond: number
}
