/** The host gives no more bytes: it was asked for more than a reading may cost, or what it reads from will not serve it. */
export class ReadingEnded extends Error {
  override readonly name: string = 'ReadingEnded'
}

/** What the host reads from broke off: asked again, it may go on. The message says where, and what was read until then. */
export class ReadingInterrupted extends ReadingEnded {
  override readonly name: string = 'ReadingInterrupted'
}
