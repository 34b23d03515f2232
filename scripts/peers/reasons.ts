import type { Row } from './comparison.ts'

/** Why we are not ahead in a row, by its label and kind; `rightIn` finds the rows in which nothing is left to be better at. */
const REASONS: ReadonlyMap<string, string> = new Map([
  [
    'benign, Keras .keras',
    'our notes are unknown classes and functions by name only, which are review by intent; the other’s are any Lambda',
  ],
  [
    'benign, pickle',
    'the note is a loss function of the author’s in the Keras model inside, which others do not look into',
  ],
  [
    'ordinary, Keras .keras',
    'our notes are classes and functions of the author’s, which are review by intent; the other’s are Lambdas that only compute',
  ],
  [
    'ordinary, Keras JSON, YAML',
    'our notes are classes of the author’s, which are review by intent; nobody else tells them there',
  ],
  ['benign, other', 'pointers and formats that are named and not examined'],
])

export function reasonFor({ truth, kind, count, cells }: Row): string {
  const [ours] = cells
  if (ours !== undefined && rightIn({ truth, count, ours }))
    return 'every file is told rightly, and nobody can be better'
  return REASONS.get(`${truth}, ${kind}`) ?? 'no reason is given yet'
}

interface Own {
  readonly truth: Row['truth']
  readonly count: number
  readonly ours: Row['cells'][number]
}

function rightIn({ truth, count, ours }: Own): boolean {
  if (truth === 'dangerous') return ours.alarm === count
  return ours.alarm + ours.note + ours['not scanned'] === 0
}
