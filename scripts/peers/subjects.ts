import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { readSamples } from '../detect/samples.ts'

/** A file that all scanners are given, and what it is known to be. */
export interface Subject {
  readonly path: string
  readonly name: string
  readonly truth: 'dangerous' | 'benign' | 'ordinary'
}

const MODEL = /\.(h5|keras|json|pb|meta)$/ // of the ordinary models: what holds a configuration or a graph
const NO_MODEL = /(^|\/)(expected\.json|fingerprint\.pb)$/

/** The labelled files beside the repository, and the ordinary models within it, unpacked for a while. */
export function readSubjects(root: string): readonly Subject[] {
  const labelled = readSamples(root).flatMap(({ set, file, path, expected }) =>
    expected === 'open' ? [] : [{ path, name: `${set}/${file}`, truth: expected }],
  )
  return [...labelled, ...unpackOrdinary(join(root, 'src/golden/ordinary'))]
}

function unpackOrdinary(folder: string): readonly Subject[] {
  const place = join(tmpdir(), 'lambdascope-peers', 'ordinary')
  rmSync(place, { recursive: true, force: true })
  return readdirSync(folder)
    .filter((name) => name.endsWith('.zip'))
    .flatMap((archive) =>
      Object.entries(unzipSync(readFileSync(join(folder, archive))))
        .filter(([name]) => MODEL.test(name) && !NO_MODEL.test(name))
        .map(([name, bytes]) => {
          const path = join(place, archive, name)
          mkdirSync(dirname(path), { recursive: true })
          writeFileSync(path, bytes)
          return { path, name: `${archive}/${name}`, truth: 'ordinary' as const }
        }),
    )
}
