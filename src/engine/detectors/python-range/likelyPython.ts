import type { Fact } from '../../model/ModelPart.ts'
import { isOut, savedOn } from './dates.ts'
import { isIn, spansOf } from './spans.ts'

/**
 * Chooses among versions that the bytecode leaves: those on which the Keras or TensorFlow that the model names was
 * published, and that were out when it was saved; all of them when that would leave none. The bytes come first.
 */
export function likelyPython(
  facts: readonly Fact[],
): (python: readonly string[]) => readonly string[] {
  const spans = spansOf(facts)
  const day = savedOn(facts)
  return (python) => {
    const likely = python.filter(
      (version) =>
        isOut(version, day) && (spans.length === 0 || spans.some((span) => isIn(version, span))),
    )
    return likely.length === 0 ? python : likely
  }
}
