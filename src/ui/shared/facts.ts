import type { Fact, Report } from '../../engine/index.ts'

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

/** The versions of Python that may have written all of the code: `3.8 or 3.9`; else those of each object. */
export function pythonText({ code }: Report): string | null {
  const known = code.map(({ python }) => python).filter(({ length }) => length > 0)
  const [first] = known
  if (first === undefined) return null
  const common = first.filter((version) => known.every((each) => each.includes(version)))
  if (common.length > 0) return common.join(' or ')
  return [...new Set(known.map((each) => each.join(' or ')))].join(', ')
}
