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
const BESIDE = /(?:^|\/)(?:readme|licen[cs]e|index|changelog|\.[^/]*)[^/]*$/i // what lies in a collection of rules
const MAX_FILE_BYTES = 8 * 1024 * 1024
const MAX_ALL_BYTES = 64 * 1024 * 1024
const MAX_FILES = 2_000
const MAX_ZIP_BYTES = 32 * 1024 * 1024

/** Takes the files of rules out of what was dropped, also those of a zip that holds nothing else. */
export async function partRules(dropped: Dropped): Promise<Parted> {
  const rules: DroppedRules[] = []
  const models: Dropped['files'][number][] = []
  let [bytes, left] = [0, 0]
  for (const each of dropped.files) {
    const { file, path } = each
    const isRules = ENDING.test(path)
    const zipped = isRules ? null : await rulesOfZip(file)
    bytes += isRules ? file.size : 0
    const tooMuch = file.size > MAX_FILE_BYTES || bytes > MAX_ALL_BYTES || rules.length >= MAX_FILES
    if (zipped !== null) rules.push(...zipped)
    else if (!isRules) models.push(each)
    else if (tooMuch) left += 1
    else rules.push({ name: nameOf(path), text: await file.text() })
  }
  const leftOut =
    left === 0 ? '' : `${left} files of rules were too large or too many, and were left out.`
  // What lies beside rules in a folder, such as a read-me, is no model.
  const isFolder = rules.length > 0 && models.every(({ path }) => BESIDE.test(path))
  return { rules, models: { ...dropped, files: isFolder ? [] : models }, leftOut }
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
        if (name.endsWith('/') || BESIDE.test(name)) return false
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
