import type { Judgement } from '../../model/Finding.ts'
import type { CodeObject } from '../../model/Report.ts'
import { listed, quoted } from '../wording.ts'
import type { ReachedNames } from './reachedNames.ts'

/** KER-012: the loader puts the names of the module beside a function into the function's globals. */
export function* judgeModuleKeys(
  { uses, locations }: CodeObject,
  { module }: ReachedNames,
): Generator<Judgement> {
  if (module === null) return
  const index = uses.findIndex((use) => use.module === module)
  const layers = uses.filter((use) => use.module === module).map(({ layer }) => layer ?? 'model')
  yield {
    rule: 'KER-012',
    severity: 'critical',
    effect: { kind: 'dynamic-code', when: 'call' },
    message: `The names in the code of ${listed(layers)} are looked up in module ${quoted(module)}`,
    location: locations[index] ?? [],
  }
}
