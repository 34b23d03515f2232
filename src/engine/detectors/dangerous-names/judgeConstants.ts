import type { Judgement } from '../../model/Finding.ts'
import type { CodeObject } from '../../model/Report.ts'
import { quoted, whenRun } from '../wording.ts'
import { atText } from './places.ts'
import type { Scene } from './Scene.ts'

const MAX_SHOWN = 5 // pieces of evidence of one code object

/** Constants that have no place in a model, where no name was found that uses them. */
export function* judgeConstants(code: CodeObject, scene: Scene): Generator<Judgement> {
  const [use] = code.uses
  const when = use === undefined ? '' : whenRun(use)
  for (const { text } of scene.evidence.slice(0, MAX_SHOWN))
    yield {
      rule: 'COD-015',
      severity: 'medium',
      message: `Holds ${quoted(text)} as a constant that it loads ${when}`,
      location: atText(code, text),
    }
  if (scene.blob !== null)
    yield {
      rule: 'COD-016',
      severity: 'medium',
      message: `Holds a constant of ${scene.blob.length} characters that could be encoded code, loaded ${when}`,
      location: atText(code, scene.blob.slice(1, 40)),
    }
  if (!scene.complete)
    yield {
      rule: 'COD-017',
      severity: 'medium',
      message: 'More code objects are nested in it than were looked into',
      location: code.locations[0] ?? [],
    }
}
