import {
  analyzeContent,
  analyzeStructure,
  needsHdf5,
  withoutContentPass,
  type Analysis,
  type ContentOptions,
  type Progress,
  type Tools,
  type Upload,
} from '../engine/index.ts'

/** What a host asks for. */
export interface Wish {
  /** Whether the second pass is wanted. */
  readonly content: boolean
  readonly yara: boolean
  /** YARA rules beside the bundled ones; may be empty. */
  readonly rules: string
}

/** What a host is told meanwhile; `report` comes after the first pass. */
export interface Listener {
  progress(progress: Progress): void
  report(analysis: Analysis): void
}

const TELL_EVERY_MS = 100 // more often than the eye follows costs more than it shows

/** Runs both passes over one upload, and loads each foreign module when it is first needed. */
export async function analyzeUpload(
  upload: Upload,
  wish: Wish,
  listener: Listener,
): Promise<Analysis> {
  const tools = await toolsFor(upload)
  const first = run(analyzeStructure(upload, tools), listener)
  if (!wish.content) return withoutContentPass(first.analysis)
  listener.report(first.analysis)
  const { yara, rules } = await scannerFor(wish)
  return run(analyzeContent(first, tools, { yara, rules }), listener)
}

async function toolsFor(upload: Upload): Promise<Tools> {
  if (!needsHdf5(upload)) return { hdf5: null }
  const { loadHdf5 } = await import('./hdf5/hdf5.ts')
  return { hdf5: await loadHdf5() }
}

async function scannerFor(wish: Wish): Promise<ContentOptions> {
  if (!wish.yara) return { yara: null, rules: [] }
  const [{ loadYara }, { ruleSetsOf }] = await Promise.all([
    import('./yara/yara.ts'),
    import('./yara/ruleSets.ts'),
  ])
  return { yara: await loadYara(), rules: ruleSetsOf(wish.rules).map(({ set }) => set) }
}

/** Runs to the end, telling now and then what is going on. */
function run<T>(steps: Generator<Progress, T>, listener: Listener): T {
  let told = 0
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    if (performance.now() - told < TELL_EVERY_MS) continue
    told = performance.now()
    listener.progress(step.value)
  }
}
