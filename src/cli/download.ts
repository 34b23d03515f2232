import { closeSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchRest, restOf } from '../hub/ranges/fetchRest.ts'
import type { RemoteModel } from '../hub/ranges/openRemote.ts'
import { patiently } from './patience.ts'

/** A file that was downloaded, until it is removed. */
export interface Downloaded {
  readonly diskPath: string
  readonly remove: () => Promise<void>
}

/**
 * Downloads a file of the Hub to the folder for temporary files; where the connection is cut it goes on. Throws `HubError`
 * when it does not come as listed.
 */
export async function download(model: RemoteModel): Promise<Downloaded> {
  const folder = await mkdtemp(join(tmpdir(), 'lambdascope-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const diskPath = join(folder, 'model')
  const handle = openSync(diskPath, 'w')
  const rest = restOf([], model.size)
  const host = {
    fetch,
    signal: new AbortController().signal,
    write: (offset: number, bytes: Uint8Array) =>
      void writeSync(handle, bytes, 0, bytes.length, offset),
  }
  try {
    await patiently(() => fetchRest(model, rest, host))
    return { diskPath, remove }
  } catch (error) {
    await remove()
    throw error
  } finally {
    closeSync(handle)
  }
}
