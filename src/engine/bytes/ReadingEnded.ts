/** The host gives no more bytes: it was asked for more than a reading may cost, or what it reads from will not serve it. */
export class ReadingEnded extends Error {
  override readonly name: string = 'ReadingEnded'
}
