import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { refused } from '../engine/index.ts'
import type { CodeCommand } from './arguments.ts'
import { toAnswer } from './codeAnswer.ts'
import { parseCodeRequest } from './codeRequest.ts'
import { inputLines, type InputLine } from './inputLines.ts'
import type { AnswerStyle, CodeAnswer, CodeOrder } from './Message.ts'
import { superviseThread } from './superviseThread.ts'

const MAX_BYTES = 64 * 1024 * 1024 // of one payload or line: the largest code seen has 1 MB
const THREAD = new URL('./codeThread.js', import.meta.url)

/** Reads every payload in order and prints one answer each. Returns the exit code. */
export async function runCode(command: CodeCommand): Promise<number> {
  const thread = superviseThread<CodeOrder, CodeAnswer>(THREAD, 'the reading')
  let isWhole = true
  try {
    for await (const order of ordersOf(command)) {
      const answer =
        'refusal' in order ? toAnswer(refused(order.refusal), order.style) : await read(order)
      isWhole &&= answer.isWhole
      if (!process.stdout.write(answer.text)) await once(process.stdout, 'drain')
    }
  } finally {
    await thread.close()
  }
  return isWhole ? 0 : 2

  async function read(order: CodeOrder): Promise<CodeAnswer> {
    const answers: CodeAnswer[] = []
    const stopped = await thread.ask(order, (answer) => answers.push(answer) > 0)
    return answers[0] ?? toAnswer(refused(stopped ?? 'no answer came'), order.style)
  }
}

/** A payload that could not be taken in. */
interface Refusal {
  readonly refusal: string
  readonly style: AnswerStyle
}

type Task = CodeOrder | Refusal

async function* ordersOf({ format, python, paths }: CodeCommand): AsyncGenerator<Task> {
  for (const path of paths) {
    if (path === '-' && format === 'jsonl')
      for await (const line of inputLines(process.stdin, MAX_BYTES)) yield lineTask(line, python)
    else {
      const style: AnswerStyle =
        format === 'jsonl' ? { kind: 'jsonl', id: path } : { kind: 'text', title: path }
      yield path === '-' ? await inputTask(python) : fileTask(path, python, style)
    }
  }
}

function lineTask(line: InputLine, python: string | null): Task {
  if (line.kind === 'too-long')
    return refusal(`the line has ${line.size} bytes, over ${MAX_BYTES}`, {
      kind: 'jsonl',
      id: null,
    })
  const request = parseCodeRequest(line.text)
  const style = { kind: 'jsonl', id: request.id } as const
  if (request.kind === 'wrong') return refusal(request.message, style)
  return { given: request.b64, python: request.python ?? python, style }
}

async function inputTask(python: string | null): Promise<Task> {
  const style = { kind: 'text', title: 'standard input' } as const
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of input()) {
    size += piece.length
    if (size > MAX_BYTES) return refusal(`it has more than ${MAX_BYTES} bytes`, style)
    pieces.push(piece)
  }
  return { given: Buffer.concat(pieces), python, style }
}

function input(): AsyncIterable<Uint8Array> {
  return process.stdin
}

function fileTask(path: string, python: string | null, style: AnswerStyle): Task {
  try {
    const { size } = statSync(path)
    if (size > MAX_BYTES) return refusal(`it has ${size} bytes, over ${MAX_BYTES}`, style)
    return { given: readFileSync(path), python, style }
  } catch (error) {
    return refusal(error instanceof Error ? error.message : String(error), style)
  }
}

function refusal(message: string, style: AnswerStyle): Refusal {
  return { refusal: message, style }
}
