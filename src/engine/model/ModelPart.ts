import type { ByteSource } from '../bytes/ByteSource.ts'
import type { Layer, Tensor } from './Layer.ts'
import type { Listing } from './Listing.ts'
import type { Location } from './Location.ts'
import type { Operation } from './Operation.ts'
import type { OutsideReference } from './OutsideReference.ts'
import type { Problem } from './Problem.ts'

/** What a format yields. Everything that was yielded before a file broke is kept. */
export type ModelPart =
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'layer'; readonly layer: Layer }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'tensor'; readonly tensor: Tensor }
  | { readonly kind: 'function'; readonly slot: FunctionSlot }
  | { readonly kind: 'content'; readonly content: Content }
  | { readonly kind: 'file'; readonly file: InnerFile }
  | { readonly kind: 'folder'; readonly name: string; readonly files: readonly InnerFile[] }
  | { readonly kind: 'operation'; readonly operation: Operation }
  | { readonly kind: 'outside'; readonly reference: OutsideReference }
  | { readonly kind: 'oddity'; readonly oddity: Oddity }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** A short fact about the whole model, such as the Keras version. */
export interface Fact {
  readonly name:
    | 'keras_version'
    | 'backend'
    | 'tensorflow_version'
    | 'date_saved'
    | 'top_class'
    | 'model_name'
    | 'tags'
    | 'signatures'
    | 'format_detail'
  readonly value: string
  readonly at: Location
}

/** A place in a model where Python code, or the name of a function, stands. */
export interface FunctionSlot {
  /** The id of the layer that holds it; null for what belongs to the whole model (loss, metrics). */
  readonly layer: string | null
  readonly layerClass: string | null
  /** The key that holds it: `function`, `output_shape`, `mask`, `activation`, `loss`, `defaults` … */
  readonly slot: string
  /** `module` beside the function, whose namespace becomes the code's globals. */
  readonly module: string | null
  readonly value: FunctionValue
  readonly at: Location
}

export type FunctionValue =
  | {
      readonly kind: 'bytecode'
      readonly machine: Listing['machine']
      /** `marshal.dumps(code)`, or a pickle from its first opcode on. */
      readonly bytes: Uint8Array
      /** How it is written in the file; `none` when it stands there as it is. */
      readonly encoding: 'base64' | 'raw-unicode-escape' | 'none'
      /** Default arguments and closure values as JSON text; null when there are none. */
      readonly defaults: string | null
      readonly closure: string | null
    }
  | {
      readonly kind: 'name'
      readonly name: string
      /** The constants that it is called with, as the file writes them; null when it does not call it here. */
      readonly arguments: string | null
    }
  | { readonly kind: 'source'; readonly text: string }
  | { readonly kind: 'undecodable'; readonly reason: string }

/** Bytes worth showing and scanning on their own: a configuration's text, a decoded payload. */
export interface Content {
  readonly name: string
  readonly type: 'json' | 'yaml' | 'text' | 'payload' | 'bytes'
  readonly bytes: Uint8Array
  readonly at: Location
}

/** A file inside the file: `analyze` runs itself on it. */
export interface InnerFile {
  /** Its path in the container. */
  readonly path: string
  readonly source: ByteSource
  readonly at: Location
}

/** Something a genuine writer does not do. It is evidence; a detector judges it. */
export interface Oddity {
  readonly what: OddityKind
  /** This case's facts, as a sentence without a full stop. */
  readonly detail: string
  /** What it speaks of, one by one: the files that are read, the key that stands twice, the tag. Hostile text. */
  readonly subjects?: readonly string[]
  /** What makes this case better or worse than others of its kind. */
  readonly traits?: readonly OddityTrait[]
  readonly at: Location
}

/** What a detector grades a case by, beside its kind. */
export type OddityTrait =
  /** Only one of two headers says it. */
  | 'one-sided'
  /** Ordinary archivers do it too: "./", backslashes, another case, a comment of plain text. */
  | 'ordinary'
  /** It stands in an HDF5 file, not in an archive. */
  | 'in-hdf5'
  /** More than loaders themselves accept. */
  | 'over-limit'
  /** The bytes are a file of their own: an archive, a model, a document. */
  | 'file'
  /** The bytes are a program or a script. */
  | 'program'
  /** It leads to nothing outside this file. */
  | 'same-file'
  /** It says the same as the other of its kind. */
  | 'same-text'
  /** No writer makes it by accident. */
  | 'crafted'

export type OddityKind =
  | 'duplicate-entry'
  | 'header-mismatch'
  | 'crc-mismatch'
  | 'encrypted-entry'
  | 'odd-name'
  | 'path-traversal'
  | 'unexpected-entry'
  | 'compressed-entry'
  | 'overlapping-entries'
  | 'archive-bomb'
  | 'link-entry'
  | 'prefix-data'
  | 'trailing-data'
  | 'external-storage'
  | 'external-link'
  | 'soft-link'
  | 'virtual-dataset'
  | 'unknown-filter'
  | 'opaque-dataset'
  | 'shape-bomb'
  | 'several-configs'
  | 'duplicate-key'
  | 'json-oddity'
  | 'yaml-tag'
  | 'wrong-extension'
  | 'foreign-archive'
  | 'several-formats'
  | 'hidden-program'
  | 'broken-structure'
  | 'line-ending-damage'
  | 'encoded-constant'
  | 'huge-constant'
  | 'payload-oddity'
