import { unzipSync } from 'fflate'
import type { Dropped } from './walkEntries.ts'

/** A file of rules that was dropped. */
export interface DroppedRules {
  readonly name: string
  readonly text: string
}

/** What was dropped, parted: rules go to their library, all else is analysed. */
export interface Parted {
  readonly rules: readonly DroppedRules[]
  readonly models: Dropped
  /** Rules that were too large or too many; a sentence, or ''. */
  readonly leftOut: string
}

const ENDING = /\.yara?$/i
const BESIDE = /^(?:readme|licen[cs]e|index|changelog|\.)/i // what lies in a collection of rules
const MAX_ALL_BYTES = 64 * 1024 * 1024
const MAX_FILES = 2_000
const MAX_ZIP_BYTES = 32 * 1024 * 1024

/** Whether there may be rules in what was dropped, so that it is worth a look. */
export function mayHoldRules({ files }: Dropped): boolean {
  return files.some(({ path }) => ENDING.test(path) || /\.zip$/i.test(path))
}

/** Takes the files of rules out of what was dropped, also those of a zip that holds nothing else. */
export async function partRules(dropped: Dropped): Promise<Parted> {
  const rules: DroppedRules[] = []
  const models: Dropped['files'][number][] = []
  let [bytes, left] = [0, 0]
  for (const each of dropped.files) {
    const found = ENDING.test(each.path) ? [each.file] : await rulesOfZip(each.file)
    bytes += ENDING.test(each.path) ? each.file.size : 0
    if (found === null) models.push(each)
    else if (bytes > MAX_ALL_BYTES || rules.length >= MAX_FILES) left += 1
    else for (const one of found) rules.push(...(await readRules(one, each.path)))
  }
  const kept = { ...dropped, files: withoutBeside(models, rules.length > 0) }
  return { rules, models: kept, leftOut: left === 0 ? '' : leftOutText(left) }
}

/** What lies beside rules in a folder, such as a read-me, is no model. */
function withoutBeside(models: Dropped['files'], hasRules: boolean): Dropped['files'] {
  return hasRules && models.every(({ path }) => isBeside(path)) ? [] : models
}

function leftOutText(count: number): string {
  return `${count} files of rules were too large or too many, and were left out.`
}

function isBeside(path: string): boolean {
  return BESIDE.test(path.slice(path.lastIndexOf('/') + 1))
}

/** A member of a zip is read already. */
async function readRules(one: File | DroppedRules, path: string): Promise<readonly DroppedRules[]> {
  return one instanceof File ? [{ name: nameOf(path), text: await one.text() }] : [one]
}

/** Null for what is not a zip of rules and nothing else. */
async function rulesOfZip(file: File): Promise<readonly DroppedRules[] | null> {
  if (!/\.zip$/i.test(file.name) || file.size > MAX_ZIP_BYTES) return null
  const names: string[] = []
  let [bytes, isOther] = [0, false]
  try {
    const zip = new Uint8Array(await file.arrayBuffer())
    const members = unzipSync(zip, {
      filter({ name, originalSize }) {
        if (name.endsWith('/') || isBeside(name)) return false
        names.push(name)
        bytes += originalSize
        isOther ||= !ENDING.test(name) || names.length > MAX_FILES || bytes > MAX_ALL_BYTES
        return !isOther
      },
    })
    if (isOther || names.length === 0) return null
    return Object.entries(members).map(([name, text]) => ({
      name: nameOf(name),
      text: new TextDecoder().decode(text),
    }))
  } catch {
    return null // a broken zip is analysed as any other file
  }
}

/** The last two steps of a path tell files of collections apart. */
function nameOf(path: string): string {
  return path.split('/').slice(-2).join('/')
}
