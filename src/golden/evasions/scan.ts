// For tests: what the whole program makes of bytes, and a few harmless models to hide in others.
import { SEVERITIES } from '../../engine/model/Finding.ts'
import type { Report } from '../../engine/model/Report.ts'
import { analyzeUpload } from '../../wasm/analyzeUpload.ts'
import { uploadOf } from '../fixtures.ts'
import { zipBytes, type Entry } from './zipBytes.ts'

const WISH = { content: true, yara: false, rules: '' }
const SILENT = { progress: () => undefined, report: () => undefined }

export async function scan(name: string, bytes: Uint8Array): Promise<Report> {
  return (await analyzeUpload(uploadOf(name, bytes), WISH, SILENT)).report
}

/** `ZIP-001 high`, one for each rule of a container, with its worst finding. */
export function graded({ findings }: Report): readonly string[] {
  const worst = new Map<string, string>()
  for (const { rule, severity } of findings) {
    const known = worst.get(rule) ?? 'info'
    const isWorse =
      SEVERITIES.findIndex((one) => one === severity) <=
      SEVERITIES.findIndex((one) => one === known)
    if (/^(ZIP|HDF|GEN-00[123])/.test(rule) && isWorse) worst.set(rule, severity)
  }
  return [...worst].map(([rule, severity]) => `${rule} ${severity}`).toSorted()
}

/** The names of functions that were met anywhere: a mark that a configuration was read. */
export function marks({ references }: Report): readonly string[] {
  return [...new Set(references.map(({ text }) => text))].toSorted()
}

/** What must never be said of a file that was not examined to its end. */
export function isClean({ verdict, complete }: Report): boolean {
  return (verdict === 'clean' || verdict === 'benign-code') && complete
}

/** A model whose one Lambda names the function `mark`. */
export function model(mark: string): string {
  const config = { name: 'lambda', function: mark, function_type: 'function' }
  const layers = [{ class_name: 'Lambda', config }]
  return JSON.stringify({ class_name: 'Sequential', config: { name: 'tiny', layers } })
}

export const METADATA: Entry = { name: 'metadata.json', data: '{"keras_version": "3.8.0"}' }

/** A `.keras` archive of `entries` behind its metadata. */
export function keras(...entries: readonly Entry[]): Uint8Array {
  return zipBytes([METADATA, ...entries])
}

/** A pickle that names `os.system` and never calls it. */
export const PICKLE = new Uint8Array(Buffer.from('\x80\x02cos\nsystem\nq\x00.', 'latin1'))
