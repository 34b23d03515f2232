import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesSource, type Upload } from '../engine/index.ts'

const FORMATS = join(import.meta.dirname, '..', 'engine', 'formats')

/** A committed fixture and the file that holds its report. */
export interface Fixture {
  readonly format: string
  readonly name: string
  readonly path: string
  readonly golden: string
}

/** Every file under `formats/<id>/fixtures/` that is not the golden of another. */
export function allFixtures(): readonly Fixture[] {
  return readdirSync(FORMATS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => fixturesOf(name))
}

export function fixtureUpload({ name, path }: Fixture): Upload {
  return uploadOf(name, new Uint8Array(readFileSync(path))) // a Buffer shares the bytes that it slices
}

export function uploadOf(name: string, bytes: Uint8Array): Upload {
  return { name, isFolder: false, files: [{ path: name, source: bytesSource(bytes) }] }
}

function fixturesOf(format: string): readonly Fixture[] {
  const folder = join(FORMATS, format, 'fixtures')
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  const names = new Set(entries.map(({ name }) => name))
  const isGolden = (name: string): boolean => name.endsWith('.json') && names.has(name.slice(0, -5))
  return [...names]
    .filter((name) => !isGolden(name))
    .map((name) => {
      const path = join(folder, name)
      return { format, name, path, golden: `${path}.json` }
    })
}
