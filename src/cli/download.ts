import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { toError } from '../hub/api/HubConnection.ts'
import { HubError } from '../hub/api/HubModel.ts'
import type { RemoteModel } from '../hub/ranges/openRemote.ts'

/** A file that was downloaded, until it is removed. */
export interface Downloaded {
  readonly diskPath: string
  readonly remove: () => Promise<void>
}

/** Downloads a file of the Hub to the folder for temporary files. Throws `HubError` when it does not come as listed. */
export async function download({ url, size, token }: RemoteModel): Promise<Downloaded> {
  const folder = await mkdtemp(join(tmpdir(), 'lambdascope-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const diskPath = join(folder, 'model')
  try {
    const headers: Record<string, string> =
      token === null ? {} : { Authorization: `Bearer ${token}` }
    const response = await fetch(url, { headers })
    if (!response.ok) throw await toError(response)
    const body = Readable.from(response.body ?? [])
    await pipeline(body, exactly(size), createWriteStream(diskPath))
    return { diskPath, remove }
  } catch (error) {
    await remove()
    if (error instanceof HubError) throw error
    throw new HubError('offline', 'The connection failed', null, { cause: error })
  }
}

/** Lets through `size` bytes, and fails at the first more or when fewer came. */
function exactly(size: number): Transform {
  let done = 0
  return new Transform({
    transform(piece: Uint8Array, _encoding, next) {
      done += piece.length
      if (done <= size) next(null, piece)
      else
        next(new HubError('answer', `The server sends more than the ${size} bytes that are listed`))
    },
    flush(next) {
      if (done === size) next()
      else next(new HubError('offline', `The connection ended after ${done} of ${size} bytes`))
    },
  })
}
