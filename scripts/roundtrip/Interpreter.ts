import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A running CPython that answers as `answer.py` says. */
export interface Interpreter {
  /** `3.12` */
  readonly version: string
  /** `CPython 3.12.1` or `Pyodide 0.27.8`: where an answer comes from. */
  readonly title: string
  readonly ask: (questions: readonly Question[]) => Promise<readonly Answer[]>
  readonly end: () => void
}

export type Question =
  | {
      readonly do: 'compile'
      readonly source: string
      /** A program whose innermost statement `source` takes the place of. */
      readonly around: string
      /** Names of the code objects that lead to the wanted one, from the module. */
      readonly path: readonly string[]
      /** `co_flags`: those of `__future__` are taken. */
      readonly flags: number
    }
  | { readonly do: 'disassemble'; readonly b64: string }
  | { readonly do: 'script'; readonly source: string }
  | { readonly do: 'version' }

export interface Answer {
  /** Base64 of marshalled code objects. */
  readonly codes: readonly string[]
  readonly text: string
  /** '' when there was none. */
  readonly error: string
}

/** Where an interpreter is started from. */
export interface Start {
  readonly version: string
  readonly title: string
  readonly command: string
  readonly args: readonly string[]
}

/** Starts a process; questions and answers are JSON, one a line, in the same order. */
export function startInterpreter({ version, title, command, args }: Start): Interpreter {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{')) waiting.shift()?.resolve(toAnswer(JSON.parse(line)))
  })
  const fail = (why: string) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`${title} ${why}`))
  }
  child.on('error', (error) => fail(error.message))
  child.on('exit', (code, signal) => fail(`ended: ${signal ?? code}`))
  child.stdin.on('error', (error) => fail(error.message))
  const ask = (question: Question) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ resolve, reject })
      child.stdin.write(`${JSON.stringify(question)}\n`)
    })
  return {
    version,
    title,
    ask: (questions) => Promise.all(questions.map(ask)),
    end: () => void child.kill(),
  }
}

function toAnswer(value: unknown): Answer {
  const found: Partial<Record<string, unknown>> = isRecord(value) ? value : {}
  const { codes, text, error } = found
  return {
    codes: Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : [],
    text: typeof text === 'string' ? text : '',
    error: typeof error === 'string' ? error : '',
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
