import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { FakeContent } from './FakeRepo.ts'

const PAGE_BYTES = 4_096

interface Packed {
  readonly size: number
  readonly sha256: string
  readonly pages: readonly (readonly [offset: number, base64: string])[]
}

/**
 * A model of gigabytes of zeros, of which only the other pages are kept: `saved-3g.h5` and `saved-3g.keras` in the
 * order in which Keras writes, `scattered-3g.h5` with the header of each dataset between two others' values.
 * `bench/make-models.py` made them.
 */
export function sparseContent(name: string): FakeContent {
  const packed = readFileSync(join(import.meta.dirname, 'sparse', `${name}.json.gz`))
  const parsed: unknown = JSON.parse(gunzipSync(packed).toString('utf8'))
  if (!isPacked(parsed)) throw new Error(`${name} is not packed`)
  const { size, sha256 } = parsed
  const pages = new Map(
    parsed.pages.map(([offset, base64]) => [offset, Buffer.from(base64, 'base64')]),
  )
  const read = (offset: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(Math.min(length, size - offset))
    const first = Math.floor(offset / PAGE_BYTES) * PAGE_BYTES
    for (let at = first; at < offset + bytes.length; at += PAGE_BYTES) {
      const page = pages.get(at)?.subarray(Math.max(0, offset - at), offset + bytes.length - at)
      if (page !== undefined) bytes.set(page, Math.max(0, at - offset))
    }
    return bytes
  }
  return { size, sha256, isLfs: true, read }
}

function isPacked(value: unknown): value is Packed {
  return typeof value === 'object' && value !== null && 'pages' in value && 'sha256' in value
}
