import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { bytesSource, groupFiles, type Report, type Upload } from '../engine/index.ts'
import { analyzeUpload } from '../wasm/analyzeUpload.ts'
import { allFixtures, fixtureUpload } from './fixtures.ts'

// Ordinary models, written by the real Keras and TensorFlow (scripts/fixtures/ordinary): none of them raises an alarm.
// What truly needs the author's own class or function is at review, and for nothing else.

const FOLDER = join(import.meta.dirname, 'ordinary')
const EXPECTED = 'expected.json'
/** A class of the author's, and a function that the file only names. */
const OF_THE_AUTHOR: readonly string[] = ['KER-032', 'KER-040']

/** Its list of names and its values, on their own: no model, and nothing that is examined. */
const BESIDE_A_CHECKPOINT = /\/checkpoint$|^(checkpoint|frozen)\/.*\.data-\d+-of-\d+$/

const archives = readdirSync(FOLDER).filter((name) => name.endsWith('.zip'))

describe.each(archives)('%s', (name) => {
  const files = unzipSync(readFileSync(join(FOLDER, name)))
  const needs = needsOf(files[EXPECTED])
  test.each(modelsOf(files))('%s raises no alarm', async (path, upload) => {
    const report = await analyzed(upload)
    const ofTheAuthor = needs.has(path.slice(0, path.indexOf('/')))
    expect(alarmsOf(report, ofTheAuthor ? OF_THE_AUTHOR : [])).toEqual([])
    if (BESIDE_A_CHECKPOINT.test(path)) return
    expect(report.problems).toEqual([])
    expect(ofTheAuthor ? QUIET_OR_REVIEW : QUIET).toContain(report.verdict)
  })
})

/** Fixtures of other writers: PyTorch, NumPy, joblib of scikit-learn, a dictionary of HDF5 files. */
const OF_OTHERS =
  /^(linear|words|numbers|transformer|h5-dict|network|script|torchscript|torch|torch-legacy|state-legacy)(\.[a-z0-9]+)+$/
const PICKLES = ['pickle', 'pytorch-zip', 'npy', 'npz', 'compressed', 'tar-archive']

const ofOthers = allFixtures()
  .filter(({ format, name }) => PICKLES.includes(format) && OF_OTHERS.test(name))
  .map((fixture) => [`${fixture.format}/${fixture.name}`, fixture] as const)

test.each(ofOthers)('%s, with or without pickles in it, raises no alarm', async (_, fixture) => {
  const report = await analyzed(fixtureUpload(fixture))
  expect(alarmsOf(report, [])).toEqual([])
  expect(report.problems).toEqual([])
  expect(QUIET).toContain(report.verdict)
})

const QUIET = ['clean', 'benign-code']
const QUIET_OR_REVIEW = [...QUIET, 'review']

async function analyzed(upload: Upload): Promise<Report> {
  const silent = { progress: () => undefined, report: () => undefined }
  const wish = { content: true, yara: true, rules: '' }
  return (await analyzeUpload(upload, wish, silent)).report
}

/** Findings that decide a verdict and are not of `allowed` rules at review. */
function alarmsOf({ findings }: Report, allowed: readonly string[]): readonly string[] {
  return findings
    .filter(({ severity }) => ['critical', 'high', 'medium'].includes(severity))
    .filter(({ rule, severity }) => severity !== 'medium' || !allowed.includes(rule))
    .map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`)
}

/** The models of an archive with where they stand in it: files alone, and SavedModels as folders. */
function modelsOf(
  files: Readonly<Record<string, Uint8Array>>,
): readonly (readonly [string, Upload])[] {
  const sources = Object.entries(files)
    .filter(([path]) => path !== EXPECTED)
    .map(([path, bytes]) => ({ path, place: path, source: bytesSource(bytes) }))
  return groupFiles(sources).map((group) => [placeOf(group.files[0]), group])
}

/** `vgg/model.h5`, or the folder's own `vgg/saved/`. */
function placeOf(first: { readonly path: string; readonly place: string } | undefined): string {
  if (first === undefined) return ''
  const isAlone = first.path === first.place
  return isAlone ? first.place : first.place.slice(0, -first.path.length)
}

/** The folders of the models that need something of the author's. */
function needsOf(json: Uint8Array | undefined): ReadonlySet<string> {
  const listed: unknown = JSON.parse(new TextDecoder().decode(json))
  if (typeof listed !== 'object' || listed === null) throw new Error(`${EXPECTED} is no object`)
  return new Set(Object.keys(listed))
}
