import type { Judgement } from '../../model/Finding.ts'
import type { CodeObject } from '../../model/Report.ts'
import { saysHarm } from '../names/saysHarm.ts'
import { listed } from '../wording.ts'
import { placeAt, type Judged } from './judgedNames.ts'

/** PKL-027: classes that call themselves malicious, be they the author’s or TorchScript’s. */
export function* judgeAvowed(names: readonly Judged[], code: CodeObject): Generator<Judgement> {
  const avowed = names.filter(({ name }) => saysHarm(name))
  const [first] = avowed
  if (first === undefined) return
  const distinct = [...new Set(avowed.map(({ name }) => name))]
  yield {
    rule: 'PKL-027',
    severity: 'high',
    message: `Loading asks for what calls itself malicious: ${listed(distinct)}`,
    ...placeAt(first, code),
  }
}
