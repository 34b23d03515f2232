import type { Call } from './scanGraph.ts'
import type { ScannedSet } from './ScannedSet.ts'

const MAX_CYCLES = 3 // told; one is enough to say that no compiler wrote it

/** Calls by which a function comes back to itself: TensorFlow makes none, and inlining them does not end. */
export function recursiveCalls(set: ScannedSet): readonly Call[] {
  const settled = new Set<string>()
  const found: Call[] = []
  for (const name of set.byName.keys())
    if (!settled.has(name)) found.push(...follow(set, name, settled))
  return found.slice(0, MAX_CYCLES)
}

interface Step {
  readonly name: string
  readonly calls: Iterator<readonly [Call, string]>
}

/** Depth first, without recursion of ours: a file may chain as many functions as it likes. */
function follow(set: ScannedSet, start: string, settled: Set<string>): readonly Call[] {
  const found: Call[] = []
  const path: Step[] = [stepInto(set, start)]
  const open = new Set([start])
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const next = step.calls.next()
    if (next.done === true) {
      path.pop()
      open.delete(step.name)
      settled.add(step.name)
      continue
    }
    const [call, callee] = next.value
    if (open.has(callee)) found.push(call)
    else if (!settled.has(callee) && set.byName.has(callee)) {
      open.add(callee)
      path.push(stepInto(set, callee))
    }
  }
  return found
}

function stepInto(set: ScannedSet, name: string): Step {
  const calls = set.byName.get(name)?.calls ?? []
  return {
    name,
    calls: calls.flatMap((call) => call.functions.map((to) => [call, to] as const)).values(),
  }
}
