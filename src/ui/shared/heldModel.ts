import type { Analysis } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import type { HeldModel } from '../../worker/client.ts'
import type { Files } from './bytesAt.ts'

/** A model's files that lie here and its parts, as a worker keeps them to be scanned. */
export function heldModel(files: Files, { report, contents }: Analysis): HeldModel {
  return {
    files: files.flatMap(({ path, file }) => (file instanceof File ? [{ path, file }] : [])),
    parts: report.parts.flatMap(({ id, location }) => {
      const bytes = contents.get(locationKey(location))
      return bytes === undefined ? [] : [{ id, location, bytes }]
    }),
  }
}
