import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cpython } from '../../src/engine/bytecode/cpython/cpython.ts'
import type { Trip } from './roundTrip.ts'

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
    const name = `${trip.kind}-${trip.payload.id.replace(/[^\w.<>]+/g, '_')}.txt`.slice(-120)
    writeFileSync(join(target, name), reportOf(trip, version))
    const cause = `${trip.listing.sourceStatus.padEnd(8)} ${causeOf(trip)}`
    causes.set(cause, [...(causes.get(cause) ?? []), name])
  }
  const ranked = [...causes].toSorted(([, first], [, second]) => second.length - first.length)
  const lines = ranked.map(
    ([cause, names]) =>
      `${String(names.length).padStart(4)}  ${cause}\n        ${names.slice(0, 6).join('\n        ')}\n`,
  )
  writeFileSync(join(target, 'summary.txt'), lines.join('\n'))
}

/** A text that failures with one cause share. */
function causeOf({ outcome, listing }: Trip): string {
  const comment = /^\s*#.*$/m.exec(listing.source)?.[0].trim()
  const why = (text: string) => text.replace(/\d+/g, 'N')
  if (listing.sourceStatus !== 'complete' && comment !== undefined) return why(comment)
  if (outcome.kind === 'different') return outcome.difference.what
  return outcome.kind === 'rejected' ? why(outcome.message) : outcome.kind
}

function reportOf(trip: Trip, version: string): string {
  const { payload, kind, construct, listing, wrapped, outcome } = trip
  const head = `${payload.id} (${kind}, ${construct}), ${listing.sourceStatus}: ${outcome.kind}`
  const parts = [head, listing.source, '']
  if (outcome.kind === 'different') {
    const { difference, recompiled } = outcome
    const other = cpython.decode(Buffer.from(recompiled, 'base64'), version).disassembly
    parts.push(`In ${difference.path || 'the root'}: ${difference.detail}`, '')
    parts.push('- original, + recompiled', ...diff(sheet(listing.disassembly), sheet(other)))
  } else {
    if (outcome.kind === 'rejected') parts.push(outcome.message, '', 'Inside:', wrapped.around, '')
    parts.push(listing.disassembly)
  }
  parts.push('', `base64: ${payload.b64}`)
  return `${parts.join('\n')}\n`
}

/** The lines without line numbers, which differ anyway. */
function sheet(disassembly: string): readonly string[] {
  return disassembly
    .replace(/, line \d+>/g, '>')
    .replace(/file "[^"]*"/g, '')
    .split('\n')
    .map((line) => line.replace(/^ *(\d+|--)? {3,}/, '    '))
    .filter((line) => line.trim() !== '')
}

/** A line diff by longest common subsequence; offsets in front and jump targets are kept as they are. */
function diff(first: readonly string[], second: readonly string[]): readonly string[] {
  const key = (line: string) =>
    line.replace(/^[\s>]*(L\d+:|\d+ )?\s*/, '').replace(/\s*\d+ \(to .*$|\(to .*$/, '')
  const [ours, theirs] = [first.map(key), second.map(key)]
  const lengths = Array.from({ length: ours.length + 1 }, () => new Uint32Array(theirs.length + 1))
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0
  for (let row = ours.length - 1; row >= 0; row--)
    for (let column = theirs.length - 1; column >= 0; column--) {
      const isSame = ours[row] === theirs[column]
      const cell = isSame
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1))
      lengths[row]?.fill(cell, column, column + 1)
    }
  const lines: string[] = []
  let [row, column] = [0, 0]
  while (row < first.length || column < second.length) {
    const isSame = row < first.length && column < second.length && ours[row] === theirs[column]
    if (isSame) lines.push(`  ${first[row++] ?? ''}${column++ < 0 ? '' : ''}`)
    else if (
      column === second.length ||
      (row < first.length && at(row + 1, column) >= at(row, column + 1))
    )
      lines.push(`- ${first[row++] ?? ''}`)
    else lines.push(`+ ${second[column++] ?? ''}`)
  }
  return lines
}
