import type { Judgement } from '../../model/Finding.ts'
import type { Location } from '../../model/Location.ts'
import type { CodeObject } from '../../model/Report.ts'
import { isBefore, type KerasVersion } from './KerasVersion.ts'

const KERAS_3_CONFIGS: ReadonlySet<string> = new Set(['keras-zip', 'model-json'])

/** KER-024 and KER-025: what safe_mode does not protect, where there is code to be protected from. */
export function* judgeProtection(
  code: readonly CodeObject[],
  format: string,
  version: KerasVersion | null,
): Generator<Judgement> {
  const inHdf5 = locationIn(code, isInHdf5)
  if (inHdf5 !== undefined) {
    const message =
      'Its code stands in HDF5, where Keras 3.0 to 3.11.2, Keras 2 and tf_keras do not follow safe_mode'
    yield { rule: 'KER-024', message, location: inHdf5 }
  }
  const elsewhere = locationIn(code, (location) => !isInHdf5(location))
  if (elsewhere === undefined || !KERAS_3_CONFIGS.has(format)) return
  if (version !== null && isBefore(version, 3, 0)) return
  const message =
    'Keras 3.0 to 3.12.2, 3.13 and 3.14 build its code by from_config and clone_model whatever safe_mode says'
  yield { rule: 'KER-025', message, location: elsewhere }
}

/** Only HDF5 has attributes. */
function isInHdf5(location: Location): boolean {
  return location.some(({ kind }) => kind === 'attribute')
}

function locationIn(
  code: readonly CodeObject[],
  accepts: (location: Location) => boolean,
): Location | undefined {
  const ofKeras = code.filter(({ machine }) => machine === 'cpython')
  return ofKeras.flatMap(({ locations }) => locations).find(accepts)
}
