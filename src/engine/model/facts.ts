import type { Fact } from './ModelPart.ts'
import type { Report } from './Report.ts'

/** The value of a fact; null when the file does not say. */
export function factOf({ facts }: Report, name: Fact['name']): string | null {
  return facts.find((fact) => fact.name === name)?.value ?? null
}

/** `Keras 2.10.0`, or TensorFlow's version where Keras' own is not written. */
export function kerasText(report: Report): string | null {
  const keras = factOf(report, 'keras_version')
  if (keras !== null) return `Keras ${keras}`
  const tensorflow = factOf(report, 'tensorflow_version')
  return tensorflow === null ? null : `TensorFlow ${tensorflow}`
}

/**
 * The versions of Python that may have written all of the code: `3.8 or 3.9`, and which of them fit what the model says
 * of itself, where that is fewer: `3.8 or 3.9, likely 3.8`. Where no version wrote all, those of each object.
 */
export function pythonText({ code }: Report): string | null {
  const known = code.filter(({ python }) => python.length > 0)
  const common = sharedBy(known.map(({ python }) => python))
  if (known.length === 0) return null
  if (common.length === 0)
    return [...new Set(known.map(({ python }) => python.join(' or ')))].join(', ')
  const likely = sharedBy(known.map(({ likelyPython }) => likelyPython))
  const told = common.join(' or ')
  return isNarrower(likely, common) ? `${told}, likely ${likely.join(' or ')}` : told
}

/** Whether `likely` says more than `told`. */
export function isNarrower(likely: readonly string[], told: readonly string[]): boolean {
  return likely.length > 0 && likely.length < told.length
}

/** What stands in all of the lists. */
function sharedBy(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = lists
  return first.filter((version) => lists.every((each) => each.includes(version)))
}
