// What `code.mjs` runs in a process of its own and in Chromium: reads {engine, payloads, large, seconds} from standard
// input and prints {rate, large}.
import { readFileSync } from 'node:fs'

/** Payloads a second when warm, and ms for each of the large ones. */
export function timed(readCode, payloads, large, seconds) {
  const all = () => payloads.forEach((payload) => readCode(payload))
  all()
  const began = performance.now()
  let passes = 0
  for (; performance.now() - began < seconds * 1000; passes++) all()
  const rate = (passes * payloads.length * 1000) / (performance.now() - began)
  const ms = large.map((payload) => {
    const start = performance.now()
    const { listing } = readCode(payload)
    if (listing === null || listing.python.length === 0) throw new Error('a large one was not read')
    return performance.now() - start
  })
  return { rate, large: ms }
}

if (process.argv[1]?.endsWith('codeRun.mjs')) {
  const { engine, payloads, large, seconds } = JSON.parse(readFileSync(0, 'utf8'))
  const { readCode } = await import(engine)
  const bytes = (b64) => new Uint8Array(Buffer.from(b64, 'base64'))
  console.log(JSON.stringify(timed(readCode, payloads.map(bytes), large.map(bytes), seconds)))
}
