import type { Fact } from '../../model/ModelPart.ts'
import { KERAS_PYTHONS, TENSORFLOW_PYTHONS } from './keras.table.ts'

/** The Pythons that a fact of the model leaves possible, and that fact in words. */
export interface Span {
  readonly first: string | null
  readonly last: string | null
  readonly because: string
}

/** What the versions that the model tells say about the Python that saved it, each once. */
export function spansOf(facts: readonly Fact[]): readonly Span[] {
  const spans = facts.flatMap(({ name, value }) => {
    const version = VERSION.exec(value)?.[0] ?? ''
    if (name === 'keras_version') return kerasSpan(version)
    return name === 'tensorflow_version'
      ? tensorflowSpan(`TensorFlow ${version}`, minorOf(version))
      : []
  })
  return [...new Map(spans.map((span) => [span.because, span])).values()]
}

const VERSION = /^\d{1,3}\.\d{1,3}[\w.+-]{0,20}/

/** Whether a version lies in a span; `grace`: how many versions after its last one do as well. */
export function isIn(python: string, { first, last }: Span, grace = 0): boolean {
  const isOldEnough = last === null || orderOf(python) <= orderOf(last) + grace
  return isOldEnough && (first === null || orderOf(python) >= orderOf(first))
}

function kerasSpan(value: string): readonly Span[] {
  const minor = minorOf(value)
  const what = `Keras ${value}`
  const needed = KERAS_PYTHONS.get(minor)
  if (needed !== undefined)
    return [{ first: needed, last: null, because: `${what} needs Python ${needed} or newer` }]
  const releases = tensorflowWith(value, minor)
  return releases === null ? [] : tensorflowSpan(what, ...releases)
}

/**
 * The first and last TensorFlow that has this Keras as `tf.keras`; null for Keras that is not part of one. From 2.5
 * on both have one number (tensorflow/python/keras/__init__.py of each release tells those before).
 */
function tensorflowWith(value: string, minor: string): readonly [string, string] | null {
  if (value.startsWith('2.1.') && value.endsWith('-tf')) return ['1.5', '1.13']
  if (value.startsWith('2.2.') && value.endsWith('-tf')) return ['1.12', '2.1']
  if (value === '2.3.0-tf') return ['2.2', '2.2']
  if (value === '2.4.0') return ['2.3', '2.4']
  const isOfTensorflow = minor.startsWith('2.') && Number(minor.slice(2)) >= 5
  return isOfTensorflow ? [minor, minor] : null
}

function tensorflowSpan(what: string, oldest: string, newest = oldest): readonly Span[] {
  const first = TENSORFLOW_PYTHONS.get(oldest)?.[0]
  const last = TENSORFLOW_PYTHONS.get(newest)?.[1]
  if (first === undefined || last === undefined) return []
  return [{ first, last, because: `${what} was published for Python ${first} to ${last}` }]
}

function minorOf(version: string): string {
  return /^\d+\.\d+/.exec(version)?.[0] ?? ''
}

/** 3.9 before 3.10. */
function orderOf(python: string): number {
  const [major = '', minor = ''] = python.split('.')
  return Number(major) * 100 + Number(minor)
}
