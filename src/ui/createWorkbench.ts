import { bundledRules, createYaraBench, startYaraWorker, type YaraBench } from '../worker/client.ts'
import { partRules } from './drop/ruleFiles.ts'
import type { Dropped } from './drop/walkEntries.ts'
import type { Acts } from './shared/acts.ts'
import type { PageState } from './shared/entries.ts'
import { heldModel } from './shared/heldModel.ts'
import { counted } from './shared/quantities.ts'
import { withFile, type RuleSet } from './shared/ruleSet.ts'
import { createStore, type Store } from './shared/Store.ts'
import type { OpenModel, Ran, Workbench } from './shared/workbench.ts'

/** What the YARA pane works with. Its workers are started when they are first needed. */
export function createWorkbench(rules: RuleSet, acts: Acts, page: Store<PageState>): Workbench {
  const once = (): (() => YaraBench) => {
    let made: YaraBench | null = null
    return () => (made ??= createYaraBench(startYaraWorker))
  }
  return {
    rules,
    acts,
    loadBundled: bundledRules,
    bench: once(),
    trial: once(),
    chosen: createStore<string | null>(null),
    ran: createStore<Ran | null>(null),
    openModels: () => page.get().entries.flatMap(toOpen),
  }
}

function toOpen({ id, model, analysis }: PageState['entries'][number]): readonly OpenModel[] {
  if (analysis === null) return []
  return [{ id, name: model.name, held: heldModel(model.files, analysis) }]
}

/** Puts files of rules into the library, and returns what is left to be analysed. */
export async function takeRules(
  dropped: Dropped,
  { rules, acts, chosen }: Pick<Workbench, 'rules' | 'acts' | 'chosen'>,
): Promise<Dropped> {
  const { rules: files, models, leftOut } = await partRules(dropped)
  if (files.length > 0) {
    const before = rules.store.get()
    const after = files.reduce(withFile, before)
    rules.replace(after)
    chosen.set((name) => after[before.length]?.name ?? name)
    const what = counted(files.length, 'file of rules', 'files of rules')
    acts.did(`Added ${what} to the library of YARA rules. ${leftOut}`.trim(), () =>
      rules.replace(before),
    )
  } else if (leftOut !== '') acts.say(leftOut)
  return models
}
