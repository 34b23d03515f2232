// Marshalled code read, told, disassembled and decompiled, in Node and in Chromium, beside CPython's marshal and dis.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { chromiumPath } from '../scripts/ensure.mjs'
import { timed } from './codeRun.mjs'
import { peerRow, plainRow, timeRow } from './row.mjs'

const FOLDER = '.cache/bench/code'
const SNIPPETS = 'src/engine/bytecode/cpython/fixtures'
const STDLIB = '../shared/golden/stdlib'
const SECONDS = 2
const LARGE_MS = 2_000
const WITHOUT_PEER = '3.11' // read when there is no Python to compare with

export const title = 'Bytecode: read, version told, disassembled, decompiled'

export async function measure() {
  await buildEngine()
  const python = pythonVersion()
  const payloads = payloadsOf(python ?? WITHOUT_PEER)
  const large = python === null ? [] : JSON.parse(peer('large'))
  const node = inNode(payloads, large)
  const page = await inChromium(payloads, large)
  const rate = python === null ? null : Number(peer('rate', JSON.stringify(payloads)))
  return [
    plainRow(`payloads of CPython ${python ?? WITHOUT_PEER}`, String(payloads.length)),
    rateRow('in Node', node.rate, python, rate),
    rateRow('in Chromium', page.rate, python, rate),
    rateRow('lambdascope code --format jsonl', commandLine(payloads), python, rate),
    ...large.flatMap(({ what, ms }, at) => [
      timeRow(`1 MB, ${what}: in Node`, node.large[at], LARGE_MS),
      timeRow(`1 MB, ${what}: in Chromium`, page.large[at], LARGE_MS),
      peerRow(
        `1 MB, ${what}: in Node`,
        node.large[at],
        { name: 'marshal and dis', value: ms },
        'ms',
      ),
    ]),
  ]
}

function rateRow(what, value, python, rate) {
  if (rate === null) return plainRow(what, `${value.toFixed(0)} a second`)
  return peerRow(
    what,
    value,
    { name: `CPython ${python}, marshal and dis`, value: rate },
    'a second',
  )
}

/** One file with nothing but the engine, for both. */
function buildEngine() {
  const lib = { entry: 'src/engine/readCode.ts', formats: ['es'], fileName: () => 'engine.mjs' }
  const options = { outDir: FOLDER, lib, target: 'es2023' }
  return build({ configFile: false, publicDir: false, logLevel: 'warn', build: options })
}

function pythonVersion() {
  const { status, stdout } = spawnSync('python3', ['bench/code.py', 'version'], {
    encoding: 'utf8',
  })
  const version = status === 0 ? stdout.trim() : ''
  return existsSync(`${SNIPPETS}/snippets-${version}.json`) ? version : null
}

function peer(how, input = '') {
  const options = { encoding: 'utf8', input, maxBuffer: 2 ** 28 }
  const { status, stdout, stderr } = spawnSync('python3', ['bench/code.py', how], options)
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** Functions of the standard library when they lie beside the repository; else our own snippets. */
function payloadsOf(version) {
  const zipped = `${STDLIB}/${version}.json.gz`
  const text = existsSync(zipped)
    ? gunzipSync(readFileSync(zipped)).toString()
    : readFileSync(`${SNIPPETS}/snippets-${version}.json`, 'utf8')
  return JSON.parse(text).flatMap(({ b64 }) => (b64 === undefined ? [] : [b64]))
}

/** In a process of its own, as CPython: the build has filled the memory of this one. */
function inNode(payloads, large) {
  const engine = pathToFileURL(`${FOLDER}/engine.mjs`).href
  const order = { engine, payloads, large: large.map(({ b64 }) => b64), seconds: SECONDS }
  const options = { encoding: 'utf8', input: JSON.stringify(order), maxBuffer: 2 ** 28 }
  const { status, stdout, stderr } = spawnSync('node', ['bench/codeRun.mjs'], options)
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

async function inChromium(payloads, large) {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    const url = `data:text/javascript;base64,${readFileSync(`${FOLDER}/engine.mjs`, 'base64')}`
    return await page.evaluate(
      async ([address, few, many, seconds, source]) => {
        const { readCode } = await import(address)
        const bytes = (b64) => Uint8Array.from(atob(b64), (each) => each.charCodeAt(0))
        const run = new Function(`return ${source}`)()
        return run(readCode, few.map(bytes), many.map(bytes), seconds)
      },
      [url, payloads, large.map(({ b64 }) => b64), SECONDS, timed.toString()],
    )
  } finally {
    await browser.close()
  }
}

/** A thousand payloads a process, its start included. */
function commandLine(payloads) {
  const count = 1_000
  const lines = Array.from({ length: count }, (_, id) =>
    JSON.stringify({ id, b64: payloads[id % payloads.length] }),
  )
  const began = performance.now()
  const args = ['dist/cli/lambdascope.js', 'code', '--format', 'jsonl']
  const { stdout } = spawnSync('node', args, { input: `${lines.join('\n')}\n`, maxBuffer: 2 ** 28 })
  if (stdout.toString().trim().split('\n').length !== count)
    throw new Error('not all were answered')
  return (count * 1000) / (performance.now() - began)
}
