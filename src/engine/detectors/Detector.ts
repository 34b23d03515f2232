import type { Judgement } from '../model/Finding.ts'
import type { Model } from '../model/Model.ts'

/** Answers one question about a model. It judges; it never parses. */
export interface Detector {
  /** The name of its folder. */
  readonly id: string
  /** The question. */
  readonly title: string
  readonly explanation: string
  find(model: Model): Iterable<Judgement>
}
