// The code objects that CPython wrote for our snippets, and where their instructions stand: what fuzzing starts from.
import { readFileSync } from 'node:fs'
import { readMarshal } from '../../engine/encodings/marshal/readMarshal.ts'
import { gatherCodes } from '../../engine/bytecode/cpython/gatherCodes.ts'
import { versions } from '../../engine/bytecode/cpython/versions/index.ts'
import type { Version } from '../../engine/bytecode/cpython/versions/Version.ts'

export interface Golden {
  readonly version: Version
  readonly payload: Uint8Array
  /** The bytes of each `co_code` and `co_exceptiontable` in the payload. */
  readonly spans: readonly Span[]
}

export interface Span {
  readonly field: 'code' | 'exceptiontable'
  readonly at: number
  readonly length: number
}

/** Every snippet of every version. */
export function allGoldens(): readonly Golden[] {
  return versions.flatMap((version) =>
    payloadsOf(version).map((payload) => ({ version, payload, spans: spansOf(payload, version) })),
  )
}

function payloadsOf({ id }: Version): readonly Uint8Array[] {
  if (id === '3.4') return [] // no interpreter to write them; its layout and instructions are those of 3.5
  const url = new URL(`../../engine/bytecode/cpython/fixtures/snippets-${id}.json`, import.meta.url)
  const rows: unknown = JSON.parse(readFileSync(url, 'utf8'))
  return Array.isArray(rows)
    ? rows.filter(isRow).map(({ b64 }) => new Uint8Array(Buffer.from(b64, 'base64')))
    : []
}

function isRow(row: unknown): row is { readonly b64: string } {
  return typeof row === 'object' && row !== null && 'b64' in row
}

function spansOf(payload: Uint8Array, { layout }: Version): readonly Span[] {
  const { root } = readMarshal(payload, layout)
  if (root.kind !== 'code') throw new Error('a golden is no code object')
  return [...gatherCodes(root).all.keys()].flatMap(({ values }) =>
    (['code', 'exceptiontable'] as const).flatMap((field) => {
      const found = values.get(field)
      return found?.kind === 'bytes' && found.bytes.length > 0
        ? [{ field, at: found.at, length: found.bytes.length }]
        : []
    }),
  )
}
