import type { Indicator } from '../model/Indicator.ts'
import type { Model } from '../model/Model.ts'

/** What a responder looks for elsewhere, from the strings of code, operands, references and pickles. */
export function indicatorsOf(_model: Model): readonly Indicator[] {
  return []
}
