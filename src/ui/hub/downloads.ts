import { downloadRemote, type Download, type RemoteModel } from '../../worker/client.ts'
import type { Entry, OpenedModel } from '../shared/entries.ts'
import type { HubPlace } from '../shared/HubPlace.ts'
import { toRemote, type Readings } from './analyzeOpened.ts'
import { hereOf } from './HubState.ts'
import { patiently, toTrouble } from './patiently.ts'
import type { Tokens } from './tokens.ts'

/** Downloads of what was not read of files. */
export interface Downloads {
  /** Downloads what was not read of a file, and reads the whole anew. */
  readonly download: (entry: Entry) => void
  /** What came until then is kept for the next. */
  readonly stopDownload: (entry: Entry) => void
}

/** What a download asks of the page. */
interface DownloadPage {
  readonly replace: (id: string, model: OpenedModel) => void
}

export function createDownloads(tokens: Tokens, readings: Readings, page: DownloadPage): Downloads {
  /** By the id of the entry; one that broke off or was cancelled goes on from there. */
  const downloads = new Map<string, { readonly rest: Download; readonly own: AbortController }>()
  return {
    download({ id, origin }) {
      if (origin === null) return
      const model = toRemote(origin, tokens)
      const rest = downloads.get(id)?.rest ?? downloadRemote(model, readings.of(origin).kept)
      const own = new AbortController()
      downloads.set(id, { rest, own })
      const to = { model, rest, readings, page, signal: own.signal }
      void downloadRest(id, origin, to).then((isDone) => isDone && downloads.delete(id))
    },
    stopDownload: ({ id }) => downloads.get(id)?.own.abort(),
  }
}

interface DownloadTo {
  readonly model: RemoteModel
  readonly rest: Download
  readonly readings: Readings
  readonly page: DownloadPage
  readonly signal: AbortSignal
}

/** Whether all came. What came until then stays with `rest`. */
async function downloadRest(id: string, place: HubPlace, to: DownloadTo): Promise<boolean> {
  const { readings, page, signal, model, rest } = to
  const done = hereOf(readings.of(place))
  readings.change(place, { download: { done, total: model.size }, trouble: null })
  try {
    const file = await patiently(
      () => rest.fetch(signal, (download) => readings.change(place, { download })),
      signal,
      (pause) => readings.change(place, { pause }),
    )
    readings.change(place, { download: null, downloaded: null, ignoresRanges: false })
    const { name, sha256: listedSha256, blob: listedBlob } = model
    const files = [{ path: name, file }]
    page.replace(id, { name, isFolder: false, files, listedSha256, listedBlob })
    return true
  } catch (error) {
    const downloaded = readings.of(place).download?.done ?? null
    const trouble = signal.aborted ? null : toTrouble(error)
    readings.change(place, { download: null, downloaded, trouble })
    return false
  }
}
