import type { Structure } from '../../encodings/hdf5/structure.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { groupNames, hasAttribute, weightsPlace } from './marks.ts'

const MAX_NAMES = 20 // in one sentence

/** What a file without a readable `model_config` leaves open: the layers, and the code of those called Lambda. */
export function* weightsOnlyParts(structure: Structure, file: InnerFile): Iterable<ModelPart> {
  const { path, at } = file
  if (hasAttribute(structure, 'model_config')) {
    const message = 'model_config cannot be read as a text; the model in it was not examined'
    yield { kind: 'problem', problem: { kind: 'malformed', message, location: at } }
    return
  }
  yield { kind: 'fact', fact: { name: 'format_detail', value: 'weights only', at } }
  const place = weightsPlace(structure)
  const isInArchive = place.kind === 'archive' && at.length > 1
  if (isInArchive) return // config.json beside it has the architecture
  yield { kind: 'note', text: `${path} holds weights only: the architecture is not in it` }
  const lambdas = groupNames(structure, place.path).filter((name) => /lambda/i.test(name))
  if (lambdas.length === 0) return
  const names = lambdas.slice(0, MAX_NAMES).join(', ')
  const rest = lambdas.length > MAX_NAMES ? ` and ${lambdas.length - MAX_NAMES} more` : ''
  const text = `${path} has groups called ${names}${rest}: the code of such Lambda layers is not in it`
  yield { kind: 'note', text }
}
