import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Analysis, YaraMessage } from '../../engine/index.ts'
import type { BenchProgress, BenchRun, YaraBench } from '../../worker/client.ts'
import type { Files } from '../shared/bytesAt.ts'
import { heldModel } from '../shared/heldModel.ts'
import { useStore } from '../shared/Store.ts'
import type { Ran, Workbench } from '../shared/workbench.ts'

/** How far running the rules is. */
export type RunState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: BenchProgress | null }
  | { readonly kind: 'failed'; readonly message: string }

const TYPING_MS = 150 // a pause in typing; then the rules run

export interface Run {
  /** Null before rules were run here: then the report's own matches stand. */
  readonly result: BenchRun | null
  readonly state: RunState
  readonly start: () => void
  readonly cancel: () => void
}

interface Asked {
  readonly workbench: Workbench
  readonly analysis: Analysis
  readonly files: Files
  /** The rules in use, as one text. */
  readonly rules: string
}

/** Which model a bench keeps: it is handed over once. */
const heldBy = new WeakMap<YaraBench, Analysis>()

/** Runs the rules over the model whenever either changes, once typing pauses. What they found stays while other tabs are shown. */
export function useRun({ workbench, analysis, files, rules }: Asked): Run {
  const ran = useStore(workbench.ran)
  const [state, setState] = useState<RunState>({ kind: 'idle' })
  const last = useRef(0)

  const begin = useEffectEvent(async (): Promise<void> => {
    const mine = ++last.current
    const tell = (next: RunState): void => {
      if (last.current === mine) setState(next)
    }
    const bench = workbench.bench()
    if (heldBy.get(bench) !== analysis) bench.hold(heldModel(files, analysis))
    heldBy.set(bench, analysis)
    tell({ kind: 'running', progress: null })
    try {
      const run = await bench.run(rules, (progress) => tell({ kind: 'running', progress }))
      if (last.current === mine) workbench.ran.set(() => ({ analysis, rules, run }))
      tell({ kind: 'idle' })
    } catch (error) {
      const isEnded = error instanceof DOMException && error.name === 'AbortError'
      const message = error instanceof Error ? error.message : 'unknown error'
      tell(isEnded ? { kind: 'idle' } : { kind: 'failed', message })
    }
  })

  useEffect(() => {
    if (!isDue(workbench.ran.get(), analysis, rules)) return
    const timer = setTimeout(() => void begin(), TYPING_MS)
    return () => clearTimeout(timer)
  }, [workbench, analysis, rules])

  return {
    result: ran?.analysis === analysis ? ran.run : null,
    state,
    start: () => void begin(),
    cancel() {
      last.current += 1
      workbench.bench().cancel()
      setState({ kind: 'idle' })
    },
  }
}

/** Whether what is known of a model is not what these rules find: its report was made before there were others than ours. */
function isDue(ran: Ran | null, analysis: Analysis, rules: string): boolean {
  if (ran?.analysis === analysis) return ran.rules !== rules
  return rules !== '' && analysis.report.passes.content !== 'pending'
}

/** What the compiler says of one text, once typing pauses. */
export function useMessages(workbench: Workbench, text: string | null): readonly YaraMessage[] {
  const [said, setSaid] = useState<{
    readonly of: string
    readonly messages: readonly YaraMessage[]
  }>({
    of: '',
    messages: [],
  })
  useEffect(() => {
    if (text === null) return
    let isWanted = true
    const timer = setTimeout(() => {
      void workbench
        .bench()
        .check(text)
        .then((messages) => {
          if (isWanted) setSaid({ of: text, messages })
        })
    }, TYPING_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [workbench, text])
  return text === null ? NONE : said.messages
}

const NONE: readonly YaraMessage[] = []
