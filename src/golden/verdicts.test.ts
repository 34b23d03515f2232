import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyzeUpload } from '../wasm/analyzeUpload.ts'
import { uploadOf } from './fixtures.ts'

// The verdict over real files: what attacks is told, what does not is left alone. The files stay where they are.

const CORPUS = '../shared/corpus'
const KERAS_KINDS = ['h5', 'keras-zip', 'keras_metadata', 'model-json', 'model-yaml']
const MINUTES = 60_000

interface Sample {
  readonly file: string
  readonly kind: string
  readonly label: string
}

function isSample(value: unknown): value is Sample {
  return typeof value === 'object' && value !== null && 'file' in value && 'kind' in value
}

function samplesOf(label: string): readonly Sample[] {
  const path = `${CORPUS}/manifest.json`
  const listed: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
  const samples = Array.isArray(listed) ? listed.filter(isSample) : []
  return samples.filter((sample) => sample.label === label && KERAS_KINDS.includes(sample.kind))
}

async function verdictOf({ file }: Sample): Promise<string> {
  const bytes = new Uint8Array(readFileSync(`${CORPUS}/files/${file}`))
  const wish = { content: true, yara: true, rules: '' }
  const silent = { progress: () => undefined, report: () => undefined }
  const { report } = await analyzeUpload(uploadOf(basename(file), bytes), wish, silent)
  return report.verdict
}

async function filesWith(label: string, verdicts: readonly string[]): Promise<readonly string[]> {
  const files: string[] = []
  for (const sample of samplesOf(label)) {
    const verdict = await verdictOf(sample)
    if (verdicts.includes(verdict)) files.push(`${verdict} ${sample.file}`)
  }
  return files
}

describe.skipIf(!existsSync(CORPUS))('over the Keras files of ../shared', () => {
  test(
    'every attack is malicious or suspicious',
    async () => {
      const missed = ['review', 'not-analysed', 'benign-code', 'clean']
      expect(await filesWith('malicious-poc', missed)).toEqual([])
    },
    2 * MINUTES,
  )

  test(
    'no benign file is worse than review',
    async () => {
      expect(await filesWith('benign', ['malicious', 'suspicious'])).toEqual([])
    },
    5 * MINUTES,
  )
})
