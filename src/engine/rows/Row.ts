import type { Severity, Verdict } from '../model/Finding.ts'

/** One model as a line of a table: what is compared, sorted, grouped and exported. Plain data, and bounded. */
export interface Row {
  readonly name: string
  /** From what was dropped or named. */
  readonly path: string
  readonly verdict: Verdict
  readonly reason: string
  /** Whether everything was examined, and to its end. */
  readonly complete: boolean
  /** False when no format is known that begins like this. */
  readonly isRecognised: boolean
  readonly format: string
  readonly formatTitle: string
  readonly keras: string | null
  readonly python: string | null
  /** Distinct payloads of code, however many there are. */
  readonly codeCount: number
  /** The first of them. */
  readonly code: readonly RowCode[]
  /** The first of the worst findings. */
  readonly top: RowFinding | null
  /** The rules that found something, each once. */
  readonly rules: readonly string[]
  readonly problems: number
  /** Bytes of all files. */
  readonly size: number
  /** Of a folder the key of its files' hashes; null until every byte was read. */
  readonly sha256: string | null
  /** What the checker of Bhakti prints of it. */
  readonly bhakti: Bhakti
}

export interface RowCode {
  readonly name: string
  readonly layer: string | null
  /** SHA-256 of the payload: the marshalled bytes. */
  readonly payload: string
  /** SHA-256 of what it does: the same for two code objects that differ in file name, line numbers and names alone. */
  readonly likeness: string
}

export interface RowFinding {
  readonly rule: string
  readonly severity: Severity
  readonly title: string
  readonly message: string
}

/** The fields that `checkModel.py` of Bhakti writes beside the `id`, by its names. */
export interface Bhakti {
  /** `h5` or `pb`; of formats that it does not read, the id of the format. */
  readonly type: string
  /** Absent when the file could not be read. */
  readonly contains_code?: boolean
  /** The code of the first Lambda, in base64 as Keras writes it: lines of 76 characters, each ended. */
  readonly extracted_encoded_code?: string
  /** Its runs of at least four printable characters. */
  readonly string_list?: readonly string[]
}
