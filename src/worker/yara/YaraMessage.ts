import type { Location, YaraMatch, YaraMessage } from '../../engine/index.ts'

/** What is kept in the worker: files are read where they lie, parts cross once. */
export interface HeldModel {
  readonly files: readonly { readonly path: string; readonly file: File }[]
  readonly parts: readonly {
    readonly id: string
    readonly location: Location
    readonly bytes: Uint8Array
  }[]
}

/** Which rules are run: all that are in use, or one rule of one file alone. */
export type RunWhat =
  | { readonly kind: 'all' }
  | { readonly kind: 'one'; readonly file: string | null; readonly rule: string }

export type YaraOrder =
  | { readonly kind: 'hold'; readonly model: HeldModel }
  | { readonly kind: 'check'; readonly id: number; readonly text: string }
  | {
      readonly kind: 'run'
      readonly id: number
      /** As `joinRuleFiles` writes it. */
      readonly rules: string
      readonly what: RunWhat
    }

/** A match of a rule of one file; null: of the bundled ones. */
export interface FileMatch {
  readonly file: string | null
  readonly match: YaraMatch
}

/** What one file of rules could not do. */
export interface FileProblem {
  readonly file: string | null
  readonly message: string
}

/** The rules by file, to be run singly when together they do not end. */
export interface RuleNames {
  readonly file: string | null
  readonly rules: readonly string[]
}

export type YaraAnswer =
  | { readonly kind: 'checked'; readonly id: number; readonly messages: readonly YaraMessage[] }
  /** The rules of `file` are begun, or go on. */
  | {
      readonly kind: 'progress'
      readonly id: number
      readonly names: RuleNames
      readonly done: number
      readonly total: number
    }
  | {
      readonly kind: 'ran'
      readonly id: number
      readonly matches: readonly FileMatch[]
      readonly problems: readonly FileProblem[]
      readonly ms: number
    }

export function isYaraAnswer(message: unknown): message is YaraAnswer {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    (message.kind === 'checked' || message.kind === 'progress' || message.kind === 'ran')
  )
}
