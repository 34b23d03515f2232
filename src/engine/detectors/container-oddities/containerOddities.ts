import type { Effect } from '../../model/Effect.ts'
import type { Oddity, OddityKind } from '../../model/ModelPart.ts'
import type { Detector } from '../Detector.ts'
import { gradeOf, type Grade } from './gradeOf.ts'
import { wrongExtension } from './wrongExtension.ts'

/** What in a container a genuine writer does not do. */
export const containerOddities: Detector = {
  id: 'container-oddities',
  title: 'Is the container as Keras writes it?',
  explanation:
    'Duplicate entries, headers that disagree, links out of the file, bytes outside every entry, and other things that make two readers see two models.',
  *find(model) {
    for (const oddity of model.oddities) {
      const grade = oddity.what === 'wrong-extension' ? wrongExtension(model) : gradeOf(oddity)
      if (grade !== null) yield toJudgement(oddity, grade)
    }
  },
}

function toJudgement(oddity: Oddity, grade: Grade) {
  const { what, detail, at } = oddity
  const effect = EFFECTS.get(what)
  return { ...grade, message: detail, location: at, ...(effect === undefined ? {} : { effect }) }
}

const READS_FILES: Effect = { kind: 'files', when: 'load' }

/** What loading does to the machine where the container leads out of itself. */
const EFFECTS: ReadonlyMap<OddityKind, Effect> = new Map([
  ['external-storage', READS_FILES],
  ['external-link', READS_FILES],
  ['virtual-dataset', READS_FILES],
])
