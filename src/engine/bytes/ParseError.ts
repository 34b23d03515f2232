/** The file is wrong: what is wrong in the message, where in `offset` (bytes, in the window being read). */
export class ParseError extends Error {
  readonly offset: number

  constructor(message: string, offset: number, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ParseError'
    this.offset = offset
  }
}
