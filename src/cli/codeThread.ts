import { parentPort } from 'node:worker_threads'
import { readCode } from '../engine/index.ts'
import { toAnswer } from './codeAnswer.ts'
import type { CodeAnswer, CodeOrder } from './Message.ts'
import type { Failed } from './superviseThread.ts'

// The thread that reads code: the command line ends it when it hangs, and starts another.
parentPort?.on('message', ({ given, python, style }: CodeOrder) => {
  try {
    answer(toAnswer(readCode(given, python ?? undefined), style))
  } catch (error) {
    answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
})

function answer(message: CodeAnswer | Failed): void {
  parentPort?.postMessage(message)
}
