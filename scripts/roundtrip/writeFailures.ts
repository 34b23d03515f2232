import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cpython } from '../../src/engine/bytecode/cpython/cpython.ts'
import { diffLines } from './diffLines.ts'
import type { Outcome, Trip } from './roundTrip.ts'

const EXAMPLES = 6 // file names beside a cause in the summary

/**
 * Writes to `folder/<version>/` a file for each payload that did not come back identical (source, why, disassemblies
 * as a diff), and `summary.txt`: the causes, most frequent first.
 */
export function writeFailures(folder: string, version: string, trips: readonly Trip[]): void {
  const target = join(folder, version)
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const causes = new Map<string, string[]>()
  for (const trip of trips) {
    if (trip.outcome.kind === 'identical') continue
    const name = fileName(trip)
    writeFileSync(join(target, name), reportOf(trip, version))
    const cause = `${trip.listing.sourceStatus.padEnd(8)} ${causeOf(trip)}`
    causes.set(cause, [...(causes.get(cause) ?? []), name])
  }
  const ranked = [...causes].toSorted(([, first], [, second]) => second.length - first.length)
  const lines = ranked.flatMap(([cause, names]) => [
    `${String(names.length).padStart(4)}  ${cause}`,
    ...names.slice(0, EXAMPLES).map((name) => `        ${name}`),
    '',
  ])
  writeFileSync(join(target, 'summary.txt'), lines.join('\n'))
}

function fileName({ kind, payload }: Trip): string {
  return `${kind}-${payload.id.replace(/[^\w.]+/g, '_').slice(-100)}.txt`
}

/** A text that failures with one cause share. */
function causeOf({ outcome, listing }: Trip): string {
  const comment = /^\s*#.*$/m.exec(listing.source)?.[0].trim()
  if (listing.sourceStatus !== 'complete' && comment !== undefined) return numberless(comment)
  if (outcome.kind === 'different')
    return `${outcome.isByLines ? 'by line breaks: ' : ''}${outcome.difference.what}`
  return outcome.kind === 'rejected' ? numberless(outcome.message) : outcome.kind
}

function numberless(text: string): string {
  return text.replace(/\d+/g, 'N')
}

function reportOf(trip: Trip, version: string): string {
  const { payload, kind, construct, listing, outcome } = trip
  const head = `${payload.id} (${kind}, ${construct}), ${listing.sourceStatus}: ${outcome.kind}`
  const lines = [head, listing.source, '', ...detailsOf(trip, outcome, version)]
  return [...lines, '', `base64: ${payload.b64}`, ''].join('\n')
}

function detailsOf(trip: Trip, outcome: Outcome, version: string): readonly string[] {
  const { disassembly } = trip.listing
  if (outcome.kind === 'rejected')
    return [outcome.message, '', 'Inside:', trip.wrapped.around, '', disassembly]
  if (outcome.kind !== 'different') return [disassembly]
  const { path, detail } = outcome.difference
  const other = cpython.decode(Buffer.from(outcome.recompiled, 'base64'), version).disassembly
  return [
    `In ${path === '' ? 'the root' : path}: ${detail}`,
    outcome.isByLines ? 'Identical when the source is spread over lines in another way' : '',
    '- original, + recompiled',
    ...diffLines(instructionLines(disassembly), instructionLines(other), operationOf),
  ]
}

/** The lines without line numbers, which differ anyway. */
function instructionLines(disassembly: string): readonly string[] {
  return disassembly
    .replace(/, line \d+>/g, '>')
    .replace(/file "[^"]*"/g, '')
    .split('\n')
    .map((line) => line.replace(/^ *(\d+|--)? {3,}/, '    '))
    .filter((line) => line.trim() !== '')
}

/** A line without its offset or label and without where it jumps. */
function operationOf(line: string): string {
  return line.replace(/^[\s>]*(L\d+:|\d+ )?\s*/, '').replace(/\s*\d+ \(to .*$|\(to .*$/, '')
}
