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

/** The versions of Python that wrote the code: `3.8 or 3.9`; several code objects, several versions. */
export function pythonText({ code }: Report): string | null {
  const versions = new Set(
    code.map(({ python }) => python.join(' or ')).filter((text) => text !== ''),
  )
  return versions.size === 0 ? null : [...versions].join(', ')
}
