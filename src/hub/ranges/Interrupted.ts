import { ReadingInterrupted } from '../../engine/index.ts'

/** The server gave no more: asked again, after a pause when it wants one, it may go on. */
export class Interrupted extends ReadingInterrupted {
  override readonly name = 'Interrupted'
  /** Null: it did not ask for a pause. */
  readonly retryAfterSeconds: number | null

  constructor(message: string, retryAfterSeconds: number | null = null) {
    super(message)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Why not all that was wanted of a remote file was read. What was read is kept, and reading can go on from there. */
export type Interruption =
  /** Reading has cost as much as it may. */
  | { readonly kind: 'limit' }
  /** The server asks for a pause. */
  | { readonly kind: 'pause'; readonly seconds: number; readonly message: string }
  /** The connection was cut, or the server answered with an error. */
  | { readonly kind: 'cut'; readonly message: string }
