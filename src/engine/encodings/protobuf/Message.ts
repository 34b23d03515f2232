import { ParseError } from '../../bytes/ParseError.ts'

/** Bytes of a file that stand where a message, a string or packed numbers do. */
export interface Message {
  readonly bytes: Uint8Array
  /** Of the first byte, from the start of the file. */
  readonly offset: number
  /** What it shares with every other message of its file. */
  readonly log: WireLog
}

/** What is wrong with a file; the offset is from its start. */
export interface WireFault {
  readonly kind: 'malformed' | 'limit'
  readonly message: string
  readonly offset: number
}

const MAX_FAULTS = 16 // kept: a damaged file repeats itself
const MAX_FIELDS = 8_000_000 // per file: thirty times a SavedModel of 10,000 operations, read in 2 s

/** Counts the fields that are read from one file and keeps what is wrong in it. */
class WireLog {
  readonly faults: WireFault[] = []
  #fieldsLeft = MAX_FIELDS

  add(fault: WireFault): void {
    const { message, offset } = fault
    const known = this.faults.some((other) => other.message === message && other.offset === offset)
    if (!known && this.faults.length < MAX_FAULTS) this.faults.push(fault)
  }

  /** Adds what stopped the reading of `message`; throws `error` again when it is no fault of the file. */
  addError(error: unknown, message: Message): void {
    if (!(error instanceof ParseError)) throw error
    this.add({
      kind: 'malformed',
      message: error.message,
      offset: message.offset + error.offset,
    })
  }

  /** Whether one more field may be read; notes it when the limit is met. */
  spend(offset: number): boolean {
    if (this.#fieldsLeft === 0) return false
    this.#fieldsLeft -= 1
    if (this.#fieldsLeft === 0)
      this.add({
        kind: 'limit',
        message: `more than ${MAX_FIELDS} fields; the rest was not read`,
        offset,
      })
    return true
  }
}

/** The whole of a file as a message. */
export function rootMessage(bytes: Uint8Array): Message {
  return { bytes, offset: 0, log: new WireLog() }
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** The message's bytes as UTF-8 text; what is not UTF-8 becomes U+FFFD. */
export function messageText({ bytes }: Message): string {
  return UTF8.decode(bytes)
}
