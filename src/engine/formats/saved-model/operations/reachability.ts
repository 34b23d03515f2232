import { inputNode } from '../../../encodings/protobuf/tensorflow/NodeDef.ts'
import type { Operation } from '../../../model/Operation.ts'
import type { Roots, Start } from './rootsOf.ts'
import type { ScannedSet } from './ScannedSet.ts'

type Runs = Operation['runs']

/** When the nodes of a graph run. */
export interface Reachability {
  /** For a node of the main graph when `functionName` is null, else for every node of that function. */
  runsOf(functionName: string | null, node: string): Runs
}

/** Follows calls from what the loader runs, then from what a caller can reach. */
export function reachability(set: ScannedSet, { load, call }: Roots): Reachability {
  const atLoad = reachedFrom(set, load)
  const isOffered = call.nodes.length + call.functions.length > 0
  const atCall = reachedFrom(set, isOffered ? call : everything(set))
  return {
    runsOf(functionName, node) {
      const has = ({ nodes, functions }: Reached): boolean =>
        functionName === null ? nodes.has(node) : functions.has(functionName)
      if (has(atLoad)) return 'load'
      return has(atCall) ? 'call' : 'unreached'
    },
  }
}

/** Without a signature, whoever has the graph runs what they like of it. */
function everything(set: ScannedSet): Start {
  return { nodes: [...set.nodesOf(set.main.graph).keys()], functions: [] }
}

interface Reached {
  readonly nodes: ReadonlySet<string>
  readonly functions: ReadonlySet<string>
}

function reachedFrom(set: ScannedSet, start: Start): Reached {
  const nodes = closure(set, start.nodes)
  const called = set.main.calls.filter(({ node }) => nodes.has(node.name))
  const functions = new Set([...start.functions, ...called.flatMap((call) => call.functions)])
  for (const name of functions)
    for (const call of set.byName.get(name)?.calls ?? [])
      for (const callee of call.functions) functions.add(callee)
  return { nodes, functions }
}

/** The nodes of the main graph that must run before `names`, and these. */
function closure(set: ScannedSet, names: readonly string[]): ReadonlySet<string> {
  const found = new Set(names)
  if (found.size === 0) return found
  const nodes = set.nodesOf(set.main.graph)
  for (const name of found)
    for (const input of nodes.get(name)?.inputs ?? []) found.add(inputNode(input))
  return found
}
