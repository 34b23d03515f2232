import type { Judgement } from '../../model/Finding.ts'
import type { Layer } from '../../model/Layer.ts'
import type { Detector } from '../Detector.ts'
import { grouped } from '../grouped.ts'
import { LAYER_FUNCTIONS } from '../names/layerFunctions.table.ts'
import { saysHarm } from '../names/saysHarm.ts'
import { counted, listed, quoted } from '../wording.ts'

const OWN_TOP_CLASSES: ReadonlySet<string> = new Set([
  ...['Sequential', 'Functional', 'Model', 'Graph', 'Container'],
])

/** Classes that are neither Keras' nor TensorFlow's: loading the model runs code that is not in the file. */
export const customClasses: Detector = {
  id: 'custom-classes',
  title: 'Does loading it need code of the author’s?',
  explanation:
    'Layers and models of classes that come neither with Keras nor with TensorFlow, so that what they do cannot be told from the file.',
  *find({ layers, facts }) {
    const custom = layers.filter(({ custom, className }) => custom && !isLookedAt(className))
    for (const alike of grouped(custom, ({ className }) => className).values())
      yield judgeClass(alike)
    for (const { name, value, at } of facts)
      if (name === 'top_class' && !OWN_TOP_CLASSES.has(value)) yield judgeTop(value, at)
  },
}

/** What is no class at all is told by another detector. */
function isLookedAt(className: string): boolean {
  return className === 'function' || LAYER_FUNCTIONS.has(className)
}

function judgeClass(layers: readonly [Layer, ...Layer[]]): Judgement {
  const { className, module, at, id } = layers[0]
  const from = module === null ? '' : ` from ${quoted(module)}`
  const where = `${counted(layers.length, 'layer')}, ${listed(layers.map(({ name }) => name))}`
  return {
    rule: 'KER-032',
    ...severityOf(className),
    message: `Needs the class ${quoted(className)}${from} for ${where}`,
    location: at,
    layer: id,
  }
}

function judgeTop(className: string, location: Judgement['location']): Judgement {
  return {
    rule: 'KER-032',
    ...severityOf(className),
    message: `Needs the class ${quoted(className)} for the model itself`,
    location,
  }
}

/** A name that says what the class is for is more than unknown. */
function severityOf(className: string): Pick<Judgement, 'severity'> {
  return saysHarm(className) ? { severity: 'high' } : {}
}
