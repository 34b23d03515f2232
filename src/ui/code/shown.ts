import type {
  CodeObject,
  FunctionReference,
  Layer,
  Location,
  Part,
  Report,
  Stage,
} from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import { extentOf } from '../shared/location.ts'
import type { CodeSubject } from '../shared/subject.ts'
import { rangeInside } from './linesAt.ts'
import { stageAt } from './stages.ts'

/** What of a report the pane shows for a subject. */
export interface Shown {
  /** All code of the layer, or the one object that was asked for. */
  readonly codes: readonly CodeObject[]
  /** The one among them to begin with. */
  readonly code: CodeObject | null
  readonly layer: Layer | null
  /** Functions of the layer that are only named, written as source, or not decodable. */
  readonly references: readonly FunctionReference[]
  readonly part: Part | null
  /** The stage of `code` that is shown instead of it. */
  readonly stage: Stage | null
}

const NOTHING: Shown = {
  codes: [],
  code: null,
  layer: null,
  references: [],
  part: null,
  stage: null,
}

/** Works out what to show; code in which `highlight` lies goes before other code of the layer. */
export function shownFor(report: Report, subject: CodeSubject, highlight: Location | null): Shown {
  switch (subject.kind) {
    case 'none':
      return NOTHING
    case 'layer':
      return ofLayer(report, subject.layer, { highlight, code: null })
    case 'code': {
      const code = report.code.find(({ id }) => id === subject.code)
      if (code === undefined) return NOTHING
      if (code.layer !== null) return ofLayer(report, code.layer, { highlight, code })
      return { ...NOTHING, codes: [code], code }
    }
    case 'part':
      return ofPart(report, subject.part)
  }
}

/** As `shown`, with the code read as another version, and the stage in which `highlight` lies. */
export function viewed(shown: Shown, code: CodeObject, highlight: Location | null): Shown {
  const stage = highlight === null ? null : stageAt(code, highlight)
  const codes = shown.codes.map((each) => (each.id === code.id ? code : each))
  return { ...shown, codes, code, stage }
}

/** Whether a location is one of a code object's payloads, or lies in one, or in what one hides. */
export function holds({ locations }: CodeObject, location: Location): boolean {
  const { base } = extentOf(location)
  return locations.some((at) => {
    const own = extentOf(at).base
    return locationKey(base.slice(0, own.length)) === locationKey(own)
  })
}

/** Whether a location is in the layer's configuration, and not all of it. */
export function isInConfig({ at }: Layer, location: Location): boolean {
  return rangeInside(at, location) !== null
}

function ofLayer(
  report: Report,
  id: string,
  { highlight, code: asked }: { highlight: Location | null; code: CodeObject | null },
): Shown {
  const codes = report.code.filter(({ uses }) => uses.some(({ layer }) => layer === id))
  const lit = codes.find((each) => highlight !== null && holds(each, highlight))
  return {
    codes,
    code: lit ?? asked ?? codes[0] ?? null,
    layer: report.graph.layers.find((layer) => layer.id === id) ?? null,
    references: report.references.filter(({ layer }) => layer === id),
    part: null,
    stage: null,
  }
}

function ofPart({ parts, code: all }: Report, id: string): Shown {
  const part = parts.find((each) => each.id === id)
  if (part === undefined) return NOTHING
  const key = locationKey(part.location)
  const code = all.find(({ locations }) => locations.some((at) => locationKey(at) === key)) ?? null
  return { ...NOTHING, codes: code === null ? [] : [code], code, part }
}
