import type { Judgement } from '../../model/Finding.ts'
import { quoted } from '../wording.ts'
import { whenOf } from './judgeName.ts'
import { atText } from './places.ts'
import type { Scene } from './Scene.ts'
import type { Subject } from './Subject.ts'

const MAX_SHOWN = 5 // pieces of evidence of one code object

/** Constants that have no place in a model, where no name was found that uses them. */
export function* judgeConstants(subject: Subject, scene: Scene): Generator<Judgement> {
  const when = whenOf(subject)
  for (const { text } of scene.evidence.slice(0, MAX_SHOWN))
    yield {
      rule: 'COD-015',
      severity: 'medium',
      message: `Holds ${quoted(text)} as a constant that it loads ${when}`,
      location: atText(subject, text),
    }
  if (scene.blob !== null)
    yield {
      rule: 'COD-016',
      severity: 'medium',
      message: `Holds a constant of ${scene.blob.length} characters that could be encoded code, loaded ${when}`,
      location: atText(subject, scene.blob.slice(1, 40)),
    }
  if (scene.longText !== null)
    yield {
      rule: 'COD-016',
      severity: 'medium',
      message: `Holds a text of ${scene.longText.length} characters as a constant that it loads ${when}`,
      location: atText(subject, scene.longText.slice(1, 40)),
    }
}
