import type { Detector } from '../Detector.ts'
import { quoted } from '../wording.ts'
import { firstDayOf, isOut, savedOn } from './dates.ts'
import { isIn, spansOf, type Span } from './spans.ts'

/** Who builds TensorFlow from its source has it on the next Python some months before it is published for that. */
const GRACE = 1

/** Keras dumps a function with the Python that it runs on: bytecode of another one was put in by something else. */
export const pythonRange: Detector = {
  id: 'python-range',
  title: 'Is the code of a Python that its Keras runs on?',
  explanation:
    'Compares the Python that the bytecode is of with the versions of Keras and TensorFlow and the date that the model names.',
  *find({ code, facts }) {
    const spans = spansOf(facts)
    const day = savedOn(facts)
    for (const { python, name, locations, id, layer } of code) {
      const why = outsideAll(python, spans) ?? tooEarly(python, day)
      if (why === null) continue
      const message = `The bytecode of ${quoted(name)} is of Python ${python.join(' or ')}, but ${why}`
      const found = { rule: 'COD-022', message, location: locations[0] ?? [], code: id }
      yield layer === null ? found : { ...found, layer }
    }
  },
}

/** What the versions say against all of these Pythons; null when one of them fits, or nothing is known. */
function outsideAll(python: readonly string[], spans: readonly Span[]): string | null {
  const [first] = spans
  if (first === undefined || python.length === 0) return null
  const fits = python.some((version) => spans.some((span) => isIn(version, span, GRACE)))
  return fits ? null : first.because
}

/** What the date says against all of these Pythons. */
function tooEarly([oldest, ...others]: readonly string[], day: string | null): string | null {
  if (oldest === undefined || day === null) return null
  if ([oldest, ...others].some((version) => isOut(version, day))) return null
  return `the model says that it was saved on ${day}, before the first beta of ${oldest} on ${firstDayOf(oldest) ?? ''}`
}
