// Files of the Hub by ranges, over a network of 50 ms and 50 Mbit/s: bytes, requests and time from the address to the
// verdict, beside a full download. The Hub is the tests' fake one; the reader is the command line, started anew each time.
import { spawn } from 'node:child_process'
import { runnerImport } from 'vite'
import { ensureModels, FOLDER } from './models.mjs'
import { bytesRow, countRow, peerRow, timeRow } from './row.mjs'

const SPEED = { latencyMs: 50, bitsPerSecond: 50_000_000 }
const SIZES = ['100m', '1g', '3g']
const SCATTERED = 'big-3g.h5' // a header between any two datasets: more requests than reading may cost, so it ends
const CODE = {
  h5: { bytes: 1_000_000, requests: 30 },
  keras: { bytes: 512_000, requests: 30 },
}
const STRUCTURE = { bytes: 5_000_000, requests: 100 }
const CODE_MS = 2_500

export const title = 'Files of the Hub by ranges, 50 ms and 50 Mbit/s'

export async function measure() {
  ensureModels()
  const { startHub } = (await runnerImport('./e2e/hub/FakeHub.ts')).module
  const { fileContent } = (await runnerImport('./e2e/hub/FakeRepo.ts')).module
  const saved = SIZES.flatMap((size) => ['h5', 'keras'].map((type) => `saved-${size}.${type}`))
  const names = [...saved, SCATTERED]
  const files = new Map(
    names.map((name, index) => [
      name,
      // Not their hashes: nothing here is verified, and the CDN only needs to tell them apart.
      fileContent(`${FOLDER}/${name}`, String(index).padStart(64, '0')),
    ]),
  )
  const commit = { title: 'first', author: 'ada', date: '2026-01-01T00:00:00.000Z', files }
  const hub = await startHub({ repos: [{ id: 'org/bench', commits: [commit] }] })
  hub.manners.speed = SPEED
  try {
    const rows = []
    const perByte = await msPerByte(hub, files.get('saved-100m.h5').size)
    for (const name of names) rows.push(...(await measureFile(hub, name, files.get(name), perByte)))
    return rows
  } finally {
    await hub.close()
  }
}

/** A full download of 100 MB, measured; that of the larger files is computed from it. */
async function msPerByte({ endpoint }, size) {
  const began = performance.now()
  const response = await fetch(`${endpoint}/org/bench/resolve/main/saved-100m.h5`)
  for await (const piece of response.body) void piece
  return (performance.now() - began) / size
}

async function measureFile(hub, name, { size }, perByte) {
  const code = await scan(hub, name, ['--quick'])
  const whole = await scan(hub, name, [])
  const limit = name.endsWith('.h5') ? CODE.h5 : CODE.keras
  const isMeasured = size < 200_000_000
  const peer = { name: `full download${isMeasured ? '' : ' (computed)'}`, value: size * perByte }
  return [
    timeRow(`${name}: code`, code.ms, CODE_MS),
    bytesRow(`${name}: code`, code.bytes, limit.bytes),
    countRow(`${name}: code, requests`, code.requests, limit.requests),
    peerRow(`${name}: code`, code.ms, peer, 'ms'),
    bytesRow(`${name}: every header`, whole.bytes, STRUCTURE.bytes),
    countRow(`${name}: every header, requests`, whole.requests, STRUCTURE.requests),
    peerRow(`${name}: every header`, whole.ms, peer, 'ms'),
  ]
}

/** The whole of a run: start of the process, the Hub's API, both origins. */
async function scan(hub, name, options) {
  hub.asked.length = 0
  const began = performance.now()
  const words = ['scan', `hf://org/bench/${name}`, '--json', ...options]
  const env = { ...process.env, HF_ENDPOINT: hub.endpoint, HF_TOKEN: '' }
  const child = spawn(process.execPath, ['dist/cli/lambdascope.js', ...words], { env })
  let json = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (json += text))
  await new Promise((resolve) => child.on('close', resolve))
  const ms = performance.now() - began
  const { verdict } = JSON.parse(json)
  if (verdict !== 'benign-code') throw new Error(`${name} was found to be ${verdict}`)
  const bytes = hub.asked.reduce((sum, one) => sum + one.bytes, 0)
  return { ms, bytes, requests: hub.asked.length }
}
