import { useEffect, useState } from 'react'
import type { Analysis, Location } from '../../engine/index.ts'
import { MAX_NEEDED_BYTES, neededFiles, withFiles } from '../../compare/bytes.ts'
import type { Files } from '../shared/bytesAt.ts'

/** An analysis with the texts that stand in files as they are: those are read when they are compared. */
export function useTexts(analysis: Analysis | null, files: Files): Analysis | null {
  const [read, setRead] = useState<{ readonly of: Analysis; readonly whole: Analysis } | null>(null)
  useEffect(() => {
    if (analysis === null) return
    let isWanted = true
    void readAll(neededFiles(analysis), files).then((texts) => {
      if (isWanted && texts.length > 0) setRead({ of: analysis, whole: withFiles(analysis, texts) })
    })
    return () => {
      isWanted = false
    }
  }, [analysis, files])
  return read !== null && read.of === analysis ? read.whole : analysis
}

/** What cannot be read is left out: the comparison says that values were not compared. */
async function readAll(
  needed: readonly Location[],
  files: Files,
): Promise<readonly (readonly [Location, Uint8Array])[]> {
  const texts: (readonly [Location, Uint8Array])[] = []
  for (const location of needed) {
    const file = files.find(({ path }) => path === location[0]?.name)?.file
    if (file === undefined || file.size > MAX_NEEDED_BYTES) continue
    const bytes = await file
      .slice(0, file.size)
      .arrayBuffer()
      .catch(() => null)
    if (bytes !== null) texts.push([location, new Uint8Array(bytes)])
  }
  return texts
}
