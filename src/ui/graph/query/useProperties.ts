import { useEffect, useState } from 'react'
import type { Layer } from '../../../engine/index.ts'
import { bytesAt, readBytes, type Files } from '../../shared/bytesAt.ts'
import type { LayerTree } from '../LayerTree.ts'
import type { Properties } from './findLayers.ts'
import { readProperties } from './readProperties.ts'

/** Where the bytes of configurations are. */
export interface Bytes {
  readonly files: Files
  /** Of derived windows, by `locationKey`. */
  readonly contents: ReadonlyMap<string, Uint8Array>
}

export interface Configurations {
  /** By layer id. */
  readonly properties: ReadonlyMap<string, Properties>
  /** From 0 to 1; null before anything was asked for. */
  readonly share: number | null
}

const SLICE_MS = 8 // of reading, then the page has its turn
const MAX_FILE = 64 * 1024 * 1024 // bytes of a file that is read whole for its layers

const NONE: Configurations = { properties: new Map(), share: null }

/** The properties of all layers, read once they are asked for and bit by bit, so that the page goes on. */
export function useProperties(tree: LayerTree, bytes: Bytes, isAsked: boolean): Configurations {
  const { files, contents } = bytes
  const [read, setRead] = useState<Configurations & { readonly of: LayerTree | null }>({
    ...NONE,
    of: null,
  })
  const isRead = read.of === tree && read.share === 1
  useEffect(() => {
    if (!isAsked || isRead) return
    const stop = new AbortController()
    const keep = (properties: ReadonlyMap<string, Properties>, share: number): void => {
      if (!stop.signal.aborted) setRead({ properties, share, of: tree })
    }
    void readAll(tree, { files, contents }, { keep, signal: stop.signal })
    return () => stop.abort()
  }, [tree, files, contents, isAsked, isRead])
  if (!isAsked) return NONE
  return read.of === tree ? read : { properties: NONE.properties, share: 0 }
}

async function readAll(
  { byId }: LayerTree,
  bytes: Bytes,
  {
    keep,
    signal,
  }: { keep: (all: ReadonlyMap<string, Properties>, share: number) => void; signal: AbortSignal },
): Promise<void> {
  const all = new Map<string, Properties>()
  const bytesOf = reader(bytes)
  let began = performance.now()
  let done = 0
  for (const [id, layer] of byId) {
    const json = await bytesOf(layer)
    const properties = json === null ? null : readProperties(json)
    if (properties !== null) all.set(id, properties)
    done += 1
    if (performance.now() - began < SLICE_MS) continue
    keep(all, Math.min(done / byId.size, 0.99))
    await new Promise((go) => setTimeout(go))
    if (signal.aborted) return
    began = performance.now()
  }
  keep(all, 1)
}

/** Reads a layer's bytes: of a file of ordinary size all of it at once, the first time. */
function reader({ files, contents }: Bytes): (layer: Layer) => Promise<Uint8Array | null> {
  const whole = new Map<string, Uint8Array>()
  return async ({ at }) => {
    const found = at.length === 0 ? null : bytesAt(at, files, contents)
    if (found?.kind !== 'here') return null
    const { store, offset, length } = found
    if (store.kind === 'memory') return store.bytes.subarray(offset, offset + length)
    if (store.size > MAX_FILE) return readBytes(store, offset, length).catch(() => null)
    const known = whole.get(store.key) ?? (await readBytes(store, 0, store.size).catch(() => null))
    if (known === null) return null
    whole.set(store.key, known)
    return known.subarray(offset, offset + length)
  }
}
