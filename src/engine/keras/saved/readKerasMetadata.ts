import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { faultProblems } from './faultProblems.ts'
import { lineFeedsBack, openRepaired, type Repair } from './openRepaired.ts'
import { readSavedMetadata } from './readSavedMetadata.ts'
import type { SavedNodes } from './readSavedNodes.ts'
import { restoreCarriageReturns } from './restoreCarriageReturns.ts'
import { scanText } from './scanText.ts'
import { readWhole } from './readWhole.ts'

/**
 * Reads a keras_metadata.pb: yields what is wrong with it, and what a text search finds where it is too damaged to
 * be read; returns its nodes. Line ends that a text-mode copy changed are put right. Throws `ParseError` when the
 * file cannot be read at all.
 */
export function* readKerasMetadata(file: InnerFile): Generator<ModelPart, SavedNodes, undefined> {
  const bytes = readWhole(file)
  const named = { bytes, at: file.at, name: file.path }
  const opened = openRepaired(named, readSavedMetadata, [lineFeedsBack, carriageReturnsBack])
  yield* opened.parts
  yield* faultProblems(opened.faults, opened.at)
  const [fault] = opened.faults
  if (fault !== undefined) {
    const { offset } = fault
    yield* scanText({ bytes: opened.bytes.subarray(offset), offset, at: opened.at })
  } else if (opened.value.length === 0) yield nothingIn(file)
  return { nodes: opened.value, at: opened.at }
}

const carriageReturnsBack: Repair = (damaged) => {
  const bytes = restoreCarriageReturns(damaged)
  const added = bytes.length - damaged.length
  const detail = `each CR LF was made a LF (${added} bytes lost); read with these put back`
  return added === 0 ? null : { bytes, detail }
}

function nothingIn({ path, at }: InnerFile): ModelPart {
  const message = `${path} holds no Keras object`
  return { kind: 'problem', problem: { kind: 'malformed', message, location: at } }
}
