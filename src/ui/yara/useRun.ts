import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Analysis, YaraMessage } from '../../engine/index.ts'
import type { BenchProgress, BenchRun } from '../../worker/client.ts'
import type { Files } from '../shared/bytesAt.ts'
import { heldModel } from '../shared/heldModel.ts'
import type { Workbench } from '../shared/workbench.ts'

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

/** Runs the rules over the model whenever they change, once typing pauses. */
export function useRun({ workbench, analysis, files, rules }: Asked): Run {
  const [result, setResult] = useState<BenchRun | null>(null)
  const [state, setState] = useState<RunState>({ kind: 'idle' })
  const held = useRef<Analysis | null>(null)
  const first = useRef(rules)

  const run = useEffectEvent(async (isWanted: () => boolean): Promise<void> => {
    const bench = workbench.bench()
    if (held.current !== analysis) bench.hold(heldModel(files, analysis))
    held.current = analysis
    setState({ kind: 'running', progress: null })
    try {
      const ran = await bench.run(rules, (progress) => {
        if (isWanted()) setState({ kind: 'running', progress })
      })
      if (!isWanted()) return
      setResult(ran)
      setState({ kind: 'idle' })
    } catch (error) {
      if (!isWanted()) return
      const isEnded = error instanceof DOMException && error.name === 'AbortError'
      const message = error instanceof Error ? error.message : 'unknown error'
      setState(isEnded ? { kind: 'idle' } : { kind: 'failed', message })
    }
  })
  const stop = useRef<() => void>(() => undefined)
  const begin = useEffectEvent(() => {
    stop.current()
    let isWanted = true
    stop.current = () => {
      isWanted = false
    }
    void run(() => isWanted)
  })

  useEffect(() => {
    if (first.current === rules) return
    const timer = setTimeout(() => begin(), TYPING_MS)
    return () => clearTimeout(timer)
  }, [rules])
  useEffect(() => () => stop.current(), [])

  return {
    result,
    state,
    start: () => {
      first.current = ''
      begin()
    },
    cancel: () => {
      stop.current()
      workbench.bench().cancel()
      setState({ kind: 'idle' })
    },
  }
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
