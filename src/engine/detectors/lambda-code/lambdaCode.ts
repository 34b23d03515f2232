import type { Judgement } from '../../model/Finding.ts'
import type { Model } from '../../model/Model.ts'
import type { CodeObject, CodeUse, FunctionReference } from '../../model/Report.ts'
import type { Detector } from '../Detector.ts'
import { grouped } from '../grouped.ts'
import { evidenceIn } from '../names/evidence.ts'
import { placementOf, type Placement } from '../placement.ts'
import { judgeForms } from './judgeForms.ts'
import { judgeProtection } from './judgeProtection.ts'
import { versionIn } from './KerasVersion.ts'
import { counted, listed, quoted, whenRun } from '../wording.ts'

/** Where a model carries code, whatever that code does: a Lambda by itself is not suspicious. */
export const lambdaCode: Detector = {
  id: 'lambda-code',
  title: 'Where does it carry code?',
  explanation:
    'Every place in which a function stands as bytecode or as source text, and whether that is the place its layer is for.',
  *find({ code, references, facts, format }: Model) {
    for (const object of code) if (object.machine === 'cpython') yield* judgeUses(object)
    for (const reference of references) {
      if (reference.kind === 'source') yield judgeSource(reference)
      if (reference.kind === 'undecodable') yield judgeUndecodable(reference)
    }
    yield* judgeProtection(code, format, versionIn(facts))
    yield* judgeForms(code, versionIn(facts))
  },
}

const RULES: Readonly<Record<Placement, string>> = {
  lambda: 'KER-001',
  'second-slot': 'KER-002',
  elsewhere: 'KER-003',
  'cell-wrapper': 'KER-005',
  merge: 'KER-006',
  pickled: 'PKL-007',
}

/** One finding for each kind of place; one code object often stands in several places. */
function* judgeUses(code: CodeObject): Generator<Judgement> {
  const places = code.uses.map((use, index) => ({ use, index }))
  const byPlacement = grouped(places, ({ use }) => placementOf(use))
  for (const [placement, alike] of byPlacement) {
    const [{ use, index }] = alike
    yield {
      rule: RULES[placement],
      message: placeSentence(
        code,
        alike.map((place) => place.use),
      ),
      location: code.locations[index] ?? [],
      code: code.id,
      ...layerOf(use),
    }
  }
  if (code.name !== '<lambda>' && byPlacement.has('lambda')) yield judgeNamed(code)
}

function placeSentence({ name, python }: CodeObject, uses: readonly CodeUse[]): string {
  const version = python.length === 0 ? '' : ` (CPython ${python.join(' or ')})`
  const slots = [...new Set(uses.map(({ slot }) => slot))]
  const layers = [...new Set(uses.map(({ layer }) => layer ?? 'the model itself'))]
  return `The function ${quoted(name)}${version} stands as bytecode in ${listed(slots)} of ${listed(layers)}`
}

function judgeNamed({ name, filename, locations, id, layer }: CodeObject): Judgement {
  return {
    rule: 'KER-004',
    message: `The author wrote ${quoted(name)} with def, in ${quoted(filename)}`,
    location: locations[0] ?? [],
    code: id,
    ...layerOf({ layer }),
  }
}

function judgeSource({ text, location, layer, slot }: FunctionReference): Judgement {
  const evidence = evidenceIn(text)
  const [first] = evidence
  const what = `Python source of ${counted(text.length, 'character')} stands where bytecode is expected`
  const beside = first === undefined ? '' : `, with ${quoted(first.text)}`
  return {
    rule: 'KER-041',
    severity: first === undefined ? 'medium' : 'high',
    message: `${what} ${whenRun({ layer, slot })}${beside}`,
    location,
    ...layerOf({ layer }),
  }
}

function judgeUndecodable({ text, location, layer, slot }: FunctionReference): Judgement {
  return {
    rule: 'COD-021',
    message: `The code that runs ${whenRun({ layer, slot })} could not be decoded: ${text}`,
    location,
    ...layerOf({ layer }),
  }
}

function layerOf({ layer }: { readonly layer: string | null }): { layer?: string } {
  return layer === null ? {} : { layer }
}
