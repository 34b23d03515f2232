import type { Detector } from '../Detector.ts'
import { judgedNames } from './judgedNames.ts'
import { judgeAvowed } from './judgeAvowed.ts'
import { judgeImports } from './judgeImports.ts'
import { judgeKeras } from './judgeKeras.ts'
import { judgeSkops } from './judgeSkops.ts'
import { judgeStream } from './judgeStream.ts'
import { judgeTorchScript } from './judgeTorchScript.ts'

/** What loading a pickle imports and calls: an allow-list of what ordinary models have, then what is known to do harm. */
export const pickleImports: Detector = {
  id: 'pickle-imports',
  title: 'What does loading the pickle run?',
  explanation:
    'Every name that a pickle imports or calls while it is loaded, against what ordinary models have and what is known to do harm; streams that no pickler writes; what TorchScript does beside computing, and what skops asks for.',
  *find({ code, problems, operations }) {
    for (const object of code) {
      if (object.machine !== 'pickle') continue
      const names = judgedNames(object)
      yield* judgeImports(object)
      yield* judgeAvowed(names, object)
      yield* judgeStream(object, names, problems)
      yield* judgeKeras(object, names)
    }
    yield* judgeTorchScript(operations)
    for (const operation of operations) {
      const [library, loader] = operation.op.split('::')
      const judged =
        library === 'skops' && loader !== undefined ? judgeSkops(operation, loader) : null
      if (judged !== null) yield judged
    }
  },
}
