import type { ByteSource } from '../bytes/ByteSource.ts'
import { ParseError } from '../bytes/ParseError.ts'
import { listValues } from './listValues.ts'
import { figuresOf, type TensorFigures } from './statistics.ts'
import type { Values } from './Values.ts'

const MAX_TENSORS = 20_000 // four times the weights of the largest published Keras model

/** The figures of a file's tensors as far as they are known. */
export interface Weights {
  /** Bytes of values looked at, of how many. */
  readonly done: number
  readonly total: number
  readonly tensors: readonly TensorFigures[]
  /** Why not every tensor is listed; null when all are. */
  readonly problem: string | null
}

/** Works out the figures of every tensor in `source`, or of those called `only`. Never throws for what is in it. */
export function* weightsOf(
  source: ByteSource,
  only: readonly string[] | null,
): Generator<Weights, Weights> {
  const { listed, problem } = list(source)
  const wanted = listed.filter(({ name }) => only === null || only.includes(name))
  const total = wanted.reduce((sum, { bytes, unread }) => sum + (unread === null ? bytes : 0), 0)
  const tensors: TensorFigures[] = []
  let before = 0
  for (const values of wanted) {
    const steps = safely(values)
    let step = steps.next()
    for (; step.done !== true; step = steps.next())
      yield { done: before + step.value, total, tensors, problem }
    tensors.push(step.value)
    before += values.unread === null ? values.bytes : 0
  }
  return { done: total, total, tensors, problem }
}

function list(source: ByteSource): {
  readonly listed: readonly Values[]
  readonly problem: string | null
} {
  const listed: Values[] = []
  try {
    for (const values of listValues(source)) {
      if (listed.length === MAX_TENSORS)
        return { listed, problem: `more than ${MAX_TENSORS} tensors; the rest is not listed` }
      listed.push(values)
    }
    return { listed, problem: null }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    return { listed, problem: error.message }
  }
}

/** What breaks in one tensor is said of that one. */
function* safely(values: Values): Generator<number, TensorFigures> {
  try {
    return yield* figuresOf(values)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const { name, dtype, shape, bytes } = values
    const none = { numbers: null, entropy: null, suspicion: null }
    return { name, dtype, shape, bytes, ...none, unread: error.message }
  }
}
