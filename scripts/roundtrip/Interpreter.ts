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
      /** How the source is spread over lines: as it is, all in one line, every node in a line of its own. */
      readonly lines: 'given' | 'one' | 'each'
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

/**
 * Starts a process; questions and answers are JSON, one a line, in the same order. When the process ends, what was
 * asked is answered with an error.
 */
export function startInterpreter({ version, title, command, args }: Start): Interpreter {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting: ((answer: Answer) => void)[] = []
  let ended = ''
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{')) waiting.shift()?.(toAnswer(JSON.parse(line)))
  })
  const end = (why: string) => {
    ended = `${title} ended: ${why}`
    for (const resolve of waiting.splice(0)) resolve(toAnswer({ error: ended }))
  }
  child.on('error', ({ message }) => end(message))
  child.on('exit', (code, signal) => end(signal ?? `exit code ${code ?? ''}`))
  child.stdin.on('error', () => undefined) // the process has ended, which is told above
  const ask = (question: Question) =>
    new Promise<Answer>((resolve) => {
      if (ended !== '') return resolve(toAnswer({ error: ended }))
      waiting.push(resolve)
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
