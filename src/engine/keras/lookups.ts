// What a loader looks up beside the class of an object: tf_keras takes `registered_name` where the module has no
// `class_name`, and `spec_name` of a `__typespec__`.
// https://github.com/keras-team/tf-keras/blob/v2.21.0/tf_keras/saving/serialization_lib.py (_retrieve_class_or_fn)
import { member, textOf, type JsonNode } from '../encodings/json/Json.ts'
import { isOfKeras, isValueWrapper } from './names.ts'

export interface Lookup {
  /** The key that holds the name. */
  readonly key: string
  readonly name: string
  readonly module: string
}

/** Names that the loader looks up in `module` of an object, beside its class or function. */
export function lookupsOf(node: JsonNode, isModel: boolean): readonly Lookup[] {
  const module = textOf(member(node, 'module'))
  const className = textOf(member(node, 'class_name'))
  if (module === null || module === '' || className === null) return []
  const names = [
    ...(isOfKeras(module) ? [] : foreignNames(node, className, isModel)),
    ['registered_name', secondName(node, className)] as const,
  ]
  return names.flatMap(([key, name]) => (name === null ? [] : [{ key, name, module }]))
}

/** Where the module is none of Keras': the class of a model or wrapper, which nothing else speaks of. */
function foreignNames(
  node: JsonNode,
  className: string,
  isModel: boolean,
): readonly (readonly [key: string, name: string | null])[] {
  if (className === '__typespec__') return [['spec_name', textOf(member(node, 'spec_name'))]]
  const isToldOtherwise = className === 'function' || className === '__lambda__'
  const isAlone = isModel || isValueWrapper(className)
  return isAlone && !isToldOtherwise ? [['class_name', className]] : []
}

/** `registered_name`; null where it only repeats the class or function, or names a package. */
function secondName(node: JsonNode, className: string): string | null {
  const registered = textOf(member(node, 'registered_name'))
  if (registered === null || registered === '' || registered.includes('>')) return null
  const own = [className, textOf(member(node, 'config')), textOf(member(node, 'spec_name'))]
  return registered === 'function' || own.includes(registered) ? null : registered
}
