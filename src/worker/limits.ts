const LEAST_MS = 120_000 // a small file takes seconds; a slow machine with all its workers busy ten times that
const BYTES_PER_MS = 5_000 // a tenth of what one worker reads, hashes and scans on two cores

/** After how many milliseconds the analysis of a file of so many bytes is ended, whatever it says. */
export function limitMs(bytes: number): number {
  return LEAST_MS + Math.ceil(bytes / BYTES_PER_MS)
}

const NO_MEMORY = [
  'out of memory',
  'allocation failed',
  'invalid array length',
  'invalid array buffer length',
  'invalid typed array length',
  'could not allocate',
  'cannot enlarge memory',
]

/** What a worker died of, as a sentence without a full stop. */
export function deathText(message: string): string {
  const lower = message.toLowerCase()
  if (NO_MEMORY.some((each) => lower.includes(each)))
    return `the analysis ran out of memory and was ended: ${message}`
  return `the analysis failed: ${message}`
}
