import type { Judgement } from '../../model/Finding.ts'
import type { CodeObject } from '../../model/Report.ts'
import { quoted } from '../wording.ts'
import { KERAS_HELPER, KERAS_MODEL } from './gadgets.table.ts'
import type { Judged } from './judgedNames.ts'

/** A whole Keras model in a pickle: the archive in it is loaded without safe_mode. */
export function* judgeKeras(code: CodeObject, names: readonly Judged[]): Generator<Judgement> {
  const place = { location: code.locations[0] ?? [], code: code.id }
  const helper = names.find(({ name, reference }) => reference.called && KERAS_HELPER.test(name))
  if (helper !== undefined) {
    const message = `Loads the Keras model in it without safe_mode, with ${quoted(helper.name)}`
    yield { rule: 'KER-010', message, ...place }
    return
  }
  const model = names.find(({ name }) => KERAS_MODEL.test(name))
  if (model === undefined) return
  const message = `Loads the Keras model in it without safe_mode, with ${quoted(model.name)}`
  yield { rule: 'KER-009', message, ...place }
}
