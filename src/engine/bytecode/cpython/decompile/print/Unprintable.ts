/** An expression that these quotes cannot enclose; others are tried. It never leaves the printer. */
export class Unprintable extends Error {
  constructor() {
    super('no quotes are left for a text in an f-string')
    this.name = 'Unprintable'
  }
}

/** The source has grown to its limit. It never leaves the printer. */
export class SourceFull extends Error {
  constructor() {
    super('the source is too long')
    this.name = 'SourceFull'
  }
}
