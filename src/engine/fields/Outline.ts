import type { ParseError } from '../bytes/ParseError.ts'
import type { RegionNode } from './Field.ts'

const MAX_REGIONS = 100_000 // twenty for each weight of the largest published Keras model
const MAX_NOTES = 50 // a damaged file repeats itself

/** Gathers what a source consists of. */
export class Outline {
  readonly regions: RegionNode[] = []
  /** What is not in it, one sentence each. */
  readonly notes: string[] = []

  get isFull(): boolean {
    return this.regions.length >= MAX_REGIONS
  }

  add(node: RegionNode): void {
    if (!this.isFull) this.regions.push(node)
    else this.note(`more than ${MAX_REGIONS} parts; the rest is not listed`)
  }

  note(text: string): void {
    if (this.notes.length < MAX_NOTES && !this.notes.includes(text)) this.notes.push(text)
  }

  fault({ message, offset }: Pick<ParseError, 'message' | 'offset'>): void {
    this.note(`${message} (at byte ${offset})`)
  }
}
