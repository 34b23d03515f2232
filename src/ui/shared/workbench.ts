import type { Analysis } from '../../engine/index.ts'
import type { BenchRun, YaraBench } from '../../worker/client.ts'
import type { Acts } from './acts.ts'
import type { RuleSet } from './ruleSet.ts'
import type { Store } from './Store.ts'

/** What the YARA pane works with; made once for the page. */
export interface Workbench {
  readonly rules: RuleSet
  /** The bundled rules, by file name. */
  readonly loadBundled: () => Promise<readonly (readonly [string, string])[]>
  /** The one that keeps the model that is shown; started when it is first asked for. */
  readonly bench: () => YaraBench
  /** Another one, for all open models in turn. */
  readonly trial: () => YaraBench
  readonly acts: Acts
  /** The file of rules that is open in the editor; of the user's own, or bundled. */
  readonly chosen: Store<string | null>
  /** What rules found last; null before any were run here. */
  readonly ran: Store<Ran | null>
  /** Everything that is open, for a rule to be tried on. */
  readonly openModels: () => readonly OpenModel[]
}

/** Which rules found what in which model. */
export interface Ran {
  readonly analysis: Analysis
  readonly rules: string
  readonly run: BenchRun
}

/** A model as rules are tried on it. */
export interface OpenModel {
  readonly id: string
  readonly name: string
  readonly held: Parameters<YaraBench['hold']>[0]
}
