import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A real file with what is known of it. */
export interface Sample {
  readonly set: 'corpus' | 'peers'
  /** Its name in the manifest: unique within the set. */
  readonly file: string
  readonly path: string
  readonly kind: string
  /** The manifest's own word. */
  readonly label: string
  /** What a scanner has to say of it; `open` where the manifest does not judge. */
  readonly expected: 'dangerous' | 'benign' | 'open'
}

/** Holds nothing that could be found: the fingerprint beside an attack. */
const NOTHING_IN_IT = 'DistributedSave_raw/fingerprint.pb'

/** The sets that lie beside the repository; a set that is not here is left out. */
export function readSamples(root: string): readonly Sample[] {
  return [
    ...readCorpus(join(root, '../shared/corpus')),
    ...readPeers(join(root, '../shared/peers')),
  ]
}

function readCorpus(folder: string): readonly Sample[] {
  return readManifest(folder).map((entry) => {
    const [file, label] = [textOf(entry, 'file'), textOf(entry, 'label')]
    const path = join(folder, 'files', file)
    const kind = textOf(entry, 'kind')
    return { set: 'corpus', file, path, kind, label, expected: expectedOf(file, label) }
  })
}

function readPeers(folder: string): readonly Sample[] {
  return readManifest(folder).map((entry) => {
    const [file, label] = [textOf(entry, 'local'), textOf(entry, 'expected')]
    const path = join(folder, file)
    const kind = textOf(entry, 'format')
    return { set: 'peers', file, path, kind, label, expected: expectedOf(file, label) }
  })
}

function expectedOf(file: string, label: string): Sample['expected'] {
  if (label === 'benign') return 'benign'
  const isAttack = label === 'malicious' || label === 'malicious-poc'
  return isAttack && !file.endsWith(NOTHING_IN_IT) ? 'dangerous' : 'open'
}

function readManifest(folder: string): readonly object[] {
  const path = join(folder, 'manifest.json')
  if (!existsSync(path)) return []
  const entries: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!Array.isArray(entries) || !entries.every(isObject)) throw new Error(`${path} is no list`)
  return entries
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function textOf(entry: object, key: string): string {
  const value: unknown = new Map<string, unknown>(Object.entries(entry)).get(key)
  if (typeof value !== 'string') throw new Error(`${key} is missing in ${JSON.stringify(entry)}`)
  return value
}
