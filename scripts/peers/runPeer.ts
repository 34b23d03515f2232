import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Answer, Outcome, Peer, Says } from './Peer.ts'

const SCRATCH = join(tmpdir(), 'lambdascope-peers')
const SILENCE_MS = 120_000 // on one file, with the start of the program

/** Installs a peer where it is not yet; false when that fails. */
export function installPeer({ name, version, packages }: Peer): boolean {
  const venv = join(SCRATCH, name)
  const mark = join(venv, `.installed-${version}`)
  if (existsSync(mark)) return true
  console.log(`Installing ${packages.join(' ')} into ${venv}`)
  mkdirSync(SCRATCH, { recursive: true })
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]
  const installed = succeeds('python3', ['-m', 'venv', venv]) && succeeds(pythonOf(name), pip)
  if (installed) writeFileSync(mark, '')
  return installed
}

/** How a command is cut off from the network; null where the machine does not let us. */
export function offline(): readonly string[] | null {
  const ways = [
    ['unshare', '-n'],
    ['unshare', '-r', '-n'],
  ]
  return ways.find(([command = '', ...args]) => succeeds(command, [...args, 'true'])) ?? null
}

/** Runs a peer over the files, in one process unless it hangs or dies: then without the file that it did so on. */
export async function runPeer(
  root: string,
  { name, version }: Peer,
  paths: readonly string[],
  prefix: readonly string[],
): Promise<Outcome> {
  const script = join(root, 'scripts/peers/scan.py')
  const command = [...prefix, pythonOf(name), script, name]
  const answers: Answer[] = []
  let ms = 0
  while (answers.length < paths.length) {
    const part = await runOnce(command, paths.slice(answers.length))
    answers.push(...part.answers)
    ms += part.ms
    if (answers.length < paths.length)
      answers.push({ says: 'not scanned', why: ['it hung or died on this file'] })
  }
  return { name, version, answers, filesPerSecond: (paths.length * 1000) / ms }
}

interface Part {
  readonly answers: readonly Answer[]
  readonly ms: number
}

function runOnce(command: readonly string[], paths: readonly string[]): Promise<Part> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { env: quietEnvironment(), cwd: SCRATCH })
  const answers: Answer[] = []
  let ms = 0
  child.stderr.resume()
  child.stdin.on('error', () => undefined) // it may end before it has read all
  child.stdin.end(paths.map((path) => `${path}\n`).join(''))
  return new Promise((resolve) => {
    const kill = (): void => void child.kill('SIGKILL')
    let timer = setTimeout(kill, SILENCE_MS)
    createInterface({ input: child.stdout })
      .on('line', (line) => {
        clearTimeout(timer)
        timer = setTimeout(kill, SILENCE_MS)
        const answer = readAnswer(line)
        answers.push(answer)
        ms += answer.ms
      })
      .on('close', () => {
        clearTimeout(timer)
        resolve({ answers, ms })
      })
  })
}

/** Without telemetry, in whatever way each of them is told. */
function quietEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: SCRATCH,
    PROMPTFOO_DISABLE_TELEMETRY: '1',
    NO_ANALYTICS: '1',
    DO_NOT_TRACK: '1',
    CUDA_VISIBLE_DEVICES: '-1',
    TF_CPP_MIN_LOG_LEVEL: '3',
  }
}

const WORDS: readonly Says[] = ['alarm', 'note', 'nothing', 'not scanned']

function readAnswer(line: string): Answer & { readonly ms: number } {
  const fields = new Map<string, unknown>(Object.entries(objectOf(JSON.parse(line))))
  const says = WORDS.find((word) => word === fields.get('says'))
  const [why, ms] = [fields.get('why'), fields.get('ms')]
  if (says === undefined || typeof ms !== 'number') throw new Error(`unexpected answer: ${line}`)
  return { says, why: Array.isArray(why) ? why.map(String) : [], ms }
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
}

function pythonOf(name: string): string {
  return join(SCRATCH, name, 'bin/python')
}
